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
        earlier.period_end as earlier_period_end,
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

),

-- What is counted became another thing between the two: their difference says nothing of children.
across_breaks as (

    select distinct
        differences.compared_with,
        differences.key_figure,
        differences.area_type,
        differences.area_code,
        differences.breakdown,
        differences.period
    from differences
    inner join {{ ref('breaks') }} as breaks
        on
            differences.key_figure = breaks.key_figure
            and (breaks.area_code = '*' or differences.area_code = breaks.area_code)
            and (breaks.breakdown = '*' or differences.breakdown = breaks.breakdown)
            and differences.earlier_period_end < breaks.breaks_on
            and differences.period_end >= breaks.breaks_on

)

select
    differences.key_figure,
    differences.area_type,
    differences.area_code,
    differences.area,
    differences.breakdown,
    differences.period,
    differences.period_end,
    differences.compared_with,
    differences.earlier_period,
    differences.unit,
    differences.value,
    differences.earlier_value,
    case when across_breaks.period is null then differences.difference end as difference,
    case when across_breaks.period is null then differences.ci_low end as ci_low,
    case when across_breaks.period is null then differences.ci_high end as ci_high,
    case
        when differences.difference is null and differences.is_suppressed then 'suppressed'
        when differences.difference is null then 'not_applicable'
        when across_breaks.period is not null then 'not_comparable'
        when differences.ci_low > 0 then 'up'
        when differences.ci_high < 0 then 'down'
        when differences.ci_low is null then 'not_tested'
        else 'cannot_be_told'
    end as direction,
    differences.note_ids
from differences
left join across_breaks
    on
        differences.compared_with = across_breaks.compared_with
        and differences.key_figure = across_breaks.key_figure
        and differences.area_type = across_breaks.area_type
        and differences.area_code = across_breaks.area_code
        and differences.breakdown = across_breaks.breakdown
        and differences.period = across_breaks.period
order by
    differences.key_figure,
    differences.area_type,
    differences.area_code,
    differences.breakdown,
    differences.period_end,
    differences.period,
    differences.compared_with
