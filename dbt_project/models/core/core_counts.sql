-- What each kf_ model counted, and the sums of regions and of the country where they are complete.
{{ config(materialized='table') }}
{# The report's figures, then those of each system in models/systems, in the catalogue's order. #}
{% set evaluation = [
    'placed_per_1000',
    'placement_share',
    'institution_exits',
    'home_based_per_1000',
    'home_based_movement',
    'preventive_per_1000',
    'preventive_followed_by_examination',
    'expenditure',
    'additional_expenditure',
    'expenditure_share',
    'wellbeing_academic',
    'wellbeing_social',
    'absence',
    'caseload',
    'survey_response_rate',
    'survey_answer_share',
] %}
{% set districts = [
    'district_full_year_share',
    'district_children',
    'district_expenditure',
    'inclusion_share',
    'youth_education_share',
] %}
{% set durations = [
    'institution_over_twelve_months',
    'acute_over_six_months',
    'placement_duration',
    'placements_at_year_end',
    'cheaper_measures_16_18',
] %}
{% set early_help = [
    'inquiries',
    'inquiry_pace',
    'notification_age',
    'survey_positive_share',
    'concerning_absence_share',
    'severe_absence_share',
] %}
{% set follow_ups = [
    'follow_up_timeliness',
    'children_followed_up',
    'days_between_follow_ups',
    'caseload_spread',
    'caseload_per_full_time',
    'caseload_above_norm',
] %}
{% set investments = [
    'children_on_step',
    'full_year_children',
    'unit_cost',
    'expenditure_per_child',
    'net_saving',
    'course_cost',
    'course_saving_share',
] %}
{% set staircase = [
    'staircase_transition',
    'staircase_entry',
    'step_over_six_months',
    'time_on_step',
] %}
{% set key_figures = (
    evaluation + districts + durations + early_help + follow_ups + investments + staircase
) %}

with catalogue as (

    select
        key_figure,
        amount_breakdowns
    from {{ source('raw', 'catalogue') }}

),

counted as (

    {% for key_figure in key_figures %}
        select
            '{{ key_figure }}' as key_figure,
            area_type,
            area_code,
            period,
            period_end,
            breakdown,
            numerator,
            denominator,
            sum_of_squares
        from {{ ref('kf_' ~ key_figure) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- Expected accounts make a figure provisional; service does not hold the caseworkers' pay.
provisional as (

    select
        figures.key_figure,
        years.municipality_code as area_code,
        cast(years.account_year as varchar) as period,
        years.is_account_provisional,
        years.is_account_provisional or years.is_pay_provisional as is_provisional_with_pay
    from {{ ref('core_account_years') }} as years
    cross join catalogue as figures
    where
        figures.key_figure in (
            'expenditure',
            'additional_expenditure',
            'expenditure_share',
            'unit_cost',
            'expenditure_per_child'
        )

),

municipalities as (

    select
        counted.key_figure,
        counted.area_type,
        counted.area_code,
        counted.period,
        counted.period_end,
        counted.breakdown,
        counted.numerator,
        counted.denominator,
        counted.sum_of_squares,
        coalesce(
            case
                when counted.breakdown in ('administration', 'total')
                    then provisional.is_provisional_with_pay
                else provisional.is_account_provisional
            end,
            false
        ) as is_provisional
    from counted
    left join provisional
        on
            counted.area_code = provisional.area_code
            and counted.period = provisional.period
            and counted.key_figure = provisional.key_figure

),

-- A region without one of its municipalities would be another area, so all of them are needed; and
-- a sum without one of its numbers is not known. The lowest and the highest caseload are no sums.
sums as (

    select
        municipalities.key_figure,
        areas.area_type,
        areas.area_code,
        municipalities.period,
        max(municipalities.period_end) as period_end,
        municipalities.breakdown,
        case
            when count(municipalities.numerator) = count(*)
                then cast({{ sum_in_any_order('municipalities.numerator') }} as double)
        end as numerator,
        case
            when count(municipalities.denominator) = count(*)
                then cast({{ sum_in_any_order('municipalities.denominator') }} as double)
        end as denominator,
        case
            when count(municipalities.sum_of_squares) = count(*)
                then cast({{ sum_in_any_order('municipalities.sum_of_squares') }} as double)
        end as sum_of_squares,
        bool_or(municipalities.is_provisional) as is_provisional
    from municipalities
    inner join catalogue
        on municipalities.key_figure = catalogue.key_figure
    inner join {{ ref('core_areas') }} as areas
        on municipalities.area_code = areas.municipality_code
    where
        areas.area_type in ('region', 'country')
        and not {{ is_listed('municipalities.breakdown', 'catalogue.amount_breakdowns') }}
    group by
        municipalities.key_figure,
        areas.area_type,
        areas.area_code,
        municipalities.period,
        municipalities.breakdown
    having count(*) = max(areas.member_count)

)

select
    key_figure,
    area_type,
    area_code,
    period,
    period_end,
    breakdown,
    numerator,
    denominator,
    sum_of_squares,
    is_provisional
from municipalities

union all

select
    key_figure,
    area_type,
    area_code,
    period,
    period_end,
    breakdown,
    numerator,
    denominator,
    sum_of_squares,
    is_provisional
from sums
