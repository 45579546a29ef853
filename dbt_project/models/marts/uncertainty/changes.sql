-- How far each cell with an interval is from what it was: the difference with its interval, and
-- whether a direction can be told.

-- Money and sums of types have no interval, and are not tested for chance.
with tested as (

    select distinct key_figure
    from {{ ref('key_figures') }}
    where ci_method is not null

),

cells as (

    select
        figures.key_figure,
        figures.area_type,
        figures.area_code,
        figures.area,
        figures.breakdown,
        figures.period,
        figures.period_end,
        figures.unit,
        figures.value,
        figures.ci_low,
        figures.ci_high,
        figures.status,
        figures.note_ids,
        row_number() over same_cell as cell_number,
        first_value(figures.period) over same_cell as first_period,
        lag(figures.period) over same_cell as previous_period
    from {{ ref('key_figures') }} as figures
    inner join tested
        on figures.key_figure = tested.key_figure
    window same_cell as (
        partition by
            figures.key_figure,
            figures.area_type,
            figures.area_code,
            figures.breakdown
        order by figures.period_end, figures.period
    )

),

pairs as (

    select
        'first' as compared_with,
        key_figure,
        area_type,
        area_code,
        breakdown,
        period,
        first_period as earlier_period
    from cells
    where cell_number > 1

    union all

    select
        'previous' as compared_with,
        key_figure,
        area_type,
        area_code,
        breakdown,
        period,
        previous_period as earlier_period
    from cells
    where cell_number > 1

    union all

    select
        'year_before' as compared_with,
        later.key_figure,
        later.area_type,
        later.area_code,
        later.breakdown,
        later.period,
        earlier.period as earlier_period
    from cells as later
    inner join cells as earlier
        on
            later.key_figure = earlier.key_figure
            and later.area_type = earlier.area_type
            and later.area_code = earlier.area_code
            and later.breakdown = earlier.breakdown
            and earlier.period_end = cast(later.period_end - interval '1 year' as date)

),

differences as (

    select
        pairs.compared_with,
        later.key_figure,
        later.area_type,
        later.area_code,
        later.area,
        later.breakdown,
        later.period,
        later.period_end,
        earlier.period as earlier_period,
        later.unit,
        later.value,
        earlier.value as earlier_value,
        later.value - earlier.value as difference,
        {{ difference_bound('later.', 'earlier.', '-') }} as ci_low,
        {{ difference_bound('later.', 'earlier.', '+') }} as ci_high,
        'suppressed' in (later.status, earlier.status) as is_suppressed,
        later.note_ids
    from pairs
    inner join cells as later
        on
            pairs.key_figure = later.key_figure
            and pairs.area_type = later.area_type
            and pairs.area_code = later.area_code
            and pairs.breakdown = later.breakdown
            and pairs.period = later.period
    inner join cells as earlier
        on
            pairs.key_figure = earlier.key_figure
            and pairs.area_type = earlier.area_type
            and pairs.area_code = earlier.area_code
            and pairs.breakdown = earlier.breakdown
            and pairs.earlier_period = earlier.period

)

select
    key_figure,
    area_type,
    area_code,
    area,
    breakdown,
    period,
    period_end,
    compared_with,
    earlier_period,
    unit,
    value,
    earlier_value,
    difference,
    ci_low,
    ci_high,
    case
        when difference is null and is_suppressed then 'suppressed'
        when difference is null then 'not_applicable'
        when ci_low > 0 then 'up'
        when ci_high < 0 then 'down'
        when ci_low is null then 'not_tested'
        else 'cannot_be_told'
    end as direction,
    note_ids
from differences
order by key_figure, area_type, area_code, breakdown, period_end, period, compared_with
