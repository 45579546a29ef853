-- What each kf_ model counted, and the sums of regions and of the country where they are complete.
{{ config(materialized='table') }}
{% set key_figures = [
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
            denominator
        from {{ ref('kf_' ~ key_figure) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- Expected accounts make a figure provisional; service does not hold the caseworkers' pay.
provisional as (

    select
        municipality_code as area_code,
        cast(account_year as varchar) as period,
        is_account_provisional,
        is_account_provisional or is_pay_provisional as is_provisional_with_pay
    from {{ ref('core_account_years') }}

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
            counted.key_figure in (
                'expenditure', 'additional_expenditure', 'expenditure_share'
            )
            and counted.area_code = provisional.area_code
            and counted.period = provisional.period

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
    is_provisional
from sums
