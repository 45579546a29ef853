-- Every key figure of the catalogue in one tidy table: what was counted, with value, interval,
-- status and notes, added once for all of them.

with catalogue as (

    select
        key_figure,
        unit,
        kind,
        multiplier,
        amount_breakdowns,
        has_gap,
        interval_method,
        interval_excluded,
        sort_order
    from {{ source('raw', 'catalogue') }}

),

rated as (

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
        catalogue.kind = 'amount'
        or {{ is_listed('counted.breakdown', 'catalogue.amount_breakdowns') }} as is_amount,
        catalogue.multiplier,
        case
            when {{ is_listed('counted.breakdown', 'catalogue.interval_excluded') }} then null
            else catalogue.interval_method
        end as interval_method,
        counted.is_provisional
    from {{ ref('core_counts') }} as counted
    inner join catalogue
        on counted.key_figure = catalogue.key_figure

),

valued as (

    select
        key_figure,
        area_type,
        area_code,
        period,
        period_end,
        breakdown,
        multiplier,
        interval_method,
        sum_of_squares,
        case when not is_amount then numerator end as numerator,
        case when not is_amount then denominator end as denominator,
        case
            when is_amount then numerator
            else multiplier * numerator / nullif(denominator, 0)
        end as value,
        case
            when numerator is null then 'no_denominator'
            when not is_amount and denominator is null then 'no_denominator'
            when not is_amount and denominator = 0 then 'not_applicable'
            when is_provisional then 'provisional'
            else 'ok'
        end as status
    from rated

),

intervals as (

    select
        valued.key_figure,
        valued.area_type,
        valued.area_code,
        valued.period,
        valued.period_end,
        valued.breakdown,
        valued.numerator,
        valued.denominator,
        valued.value,
        case
            when valued.interval_method = 'wilson'
                then
                    valued.multiplier * {{ wilson('valued.numerator', 'valued.denominator', '-') }}
            when valued.interval_method = 'byar'
                then
                    valued.multiplier / nullif(valued.denominator, 0)
                    * coalesce(limits.lower, {{ byar('valued.numerator', '-') }})
            when valued.interval_method = 't'
                then
                    valued.value - {{ mean_interval_half(
                        'valued.numerator', 'valued.sum_of_squares', 'valued.denominator'
                    ) }}
        end as ci_low,
        case
            when valued.interval_method = 'wilson'
                then
                    valued.multiplier * {{ wilson('valued.numerator', 'valued.denominator', '+') }}
            when valued.interval_method = 'byar'
                then
                    valued.multiplier / nullif(valued.denominator, 0)
                    * coalesce(limits.upper, {{ byar('valued.numerator', '+') }})
            when valued.interval_method = 't'
                then
                    valued.value + {{ mean_interval_half(
                        'valued.numerator', 'valued.sum_of_squares', 'valued.denominator'
                    ) }}
        end as ci_high,
        case
            when limits.event_count is not null then 'exact_poisson'
            else valued.interval_method
        end as interval_method,
        valued.status
    from valued
    left join {{ ref('poisson_limits') }} as limits
        on case when valued.interval_method = 'byar' then valued.numerator end = limits.event_count

),

-- The gap has no numerator of its own: it is the distance between two means.
gaps as (

    select
        vulnerable.key_figure,
        vulnerable.area_type,
        vulnerable.area_code,
        vulnerable.period,
        vulnerable.period_end,
        'gap' as breakdown,
        vulnerable.value - other.value as value,
        {{ difference_bound('vulnerable.', 'other.', '-') }} as ci_low,
        {{ difference_bound('vulnerable.', 'other.', '+') }} as ci_high
    from intervals as vulnerable
    inner join catalogue
        on vulnerable.key_figure = catalogue.key_figure
    inner join intervals as other
        on
            vulnerable.key_figure = other.key_figure
            and vulnerable.area_type = other.area_type
            and vulnerable.area_code = other.area_code
            and vulnerable.period = other.period
    where
        catalogue.has_gap
        and vulnerable.breakdown = 'vulnerable'
        and other.breakdown = 'other'

),

cells as (

    select
        key_figure,
        area_type,
        area_code,
        period,
        period_end,
        breakdown,
        numerator,
        denominator,
        value,
        ci_low,
        ci_high,
        interval_method,
        status
    from intervals

    union all

    select
        key_figure,
        area_type,
        area_code,
        period,
        period_end,
        breakdown,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        value,
        ci_low,
        ci_high,
        'mover' as interval_method,
        case when value is null then 'not_applicable' else 'ok' end as status
    from gaps

),

-- Populations that lack an age, by the areas and cut dates that they are the denominator of.
incomplete_populations as (

    select distinct
        members.area_code,
        cut_dates.cut_date
    from {{ ref('core_population') }} as population
    inner join {{ ref('core_areas') }} as members
        on population.municipality_code = members.municipality_code
    inner join {{ ref('core_cut_dates') }} as cut_dates
        on population.population_year = cut_dates.population_year
    where not population.is_complete

),

-- The notes that hold for a cell: those of the report, and those that follow from its numbers.
notes_of_cells as (

    select
        cells.key_figure,
        cells.area_type,
        cells.area_code,
        cells.period,
        cells.breakdown,
        notes.note_id
    from cells
    inner join {{ ref('notes') }} as notes
        on
            notes.key_figure in (cells.key_figure, '*')
            and notes.area_code in (cells.area_code, '*')
            and notes.breakdown in (cells.breakdown, '*')
            and (notes.period_from is null or cells.period_end >= notes.period_from)
            and (notes.period_to is null or cells.period_end <= notes.period_to)

    union

    select
        cells.key_figure,
        cells.area_type,
        cells.area_code,
        cells.period,
        cells.breakdown,
        'population_incomplete' as note_id
    from cells
    inner join catalogue
        on
            cells.key_figure = catalogue.key_figure
            and catalogue.unit = 'per_1000'
    inner join incomplete_populations
        on
            cells.area_code = incomplete_populations.area_code
            and cells.period_end = incomplete_populations.cut_date

    union

    select
        key_figure,
        area_type,
        area_code,
        period,
        breakdown,
        'sum_of_municipalities' as note_id
    from cells
    where area_type in ('region', 'country')

    union

    select
        key_figure,
        area_type,
        area_code,
        period,
        breakdown,
        'too_few_to_generalise' as note_id
    from cells
    where
        key_figure in ('survey_answer_share', 'survey_positive_share')
        and denominator < {{ var('answers_to_generalise') }}

),

areas as (

    select distinct
        area_code,
        area
    from {{ ref('core_areas') }}

    union all

    select
        area_code,
        area
    from {{ ref('core_district_groups') }}

),

note_lists as (

    select
        key_figure,
        area_type,
        area_code,
        period,
        breakdown,
        string_agg(note_id, ',' order by note_id) as note_ids
    from notes_of_cells
    group by key_figure, area_type, area_code, period, breakdown

)

select
    cells.key_figure,
    cells.area_type,
    cells.area_code,
    coalesce(areas.area, cells.area_code) as area,
    cells.period,
    cells.period_end,
    cells.breakdown,
    cells.numerator,
    cells.denominator,
    cells.value,
    catalogue.unit,
    cells.ci_low,
    cells.ci_high,
    case when cells.ci_low is not null then cells.interval_method end as ci_method,
    cells.status,
    note_lists.note_ids
from cells
inner join catalogue
    on cells.key_figure = catalogue.key_figure
left join areas
    on cells.area_code = areas.area_code
left join note_lists
    on
        cells.key_figure = note_lists.key_figure
        and cells.area_type = note_lists.area_type
        and cells.area_code = note_lists.area_code
        and cells.period = note_lists.period
        and cells.breakdown = note_lists.breakdown
order by
    catalogue.sort_order,
    cells.area_code,
    cells.period_end,
    cells.period,
    cells.breakdown
