-- What the report printed beside what the deliveries give: a row per published cell and statement.

-- Binary fractions leave noise in the last place: 1000 * 3 / 8000 - 0.37 is not exactly 0.005.
{% set noise = 0.000000001 %}

with published as (

    select
        source,
        reference,
        page,
        area_code,
        area,
        key_figure,
        breakdown,
        period,
        period_from,
        period_to,
        aggregate,
        period_count,
        relation,
        value,
        numerator,
        denominator,
        tolerance,
        unit,
        note
    from {{ ref('published_figures') }}

),

-- A statement may cover several periods; a cell covers one, and then every aggregate is the cell.
recomputed as (

    select
        published.source,
        published.key_figure,
        published.area_code,
        published.breakdown,
        published.period,
        case published.aggregate
            when 'sum' then sum(key_figures.numerator)
            -- Decimals: the mean of doubles would depend on the order in which threads add them up.
            when 'mean' then avg(cast(key_figures.value as decimal(38, 15)))
            else max(key_figures.value)
        end as value,
        case when published.aggregate in ('none', 'sum') then sum(key_figures.numerator) end
            as numerator,
        case when published.aggregate = 'none' then max(key_figures.denominator) end
            as denominator,
        -- An empty cohort has no value, but it did end no placements: a sum counts it.
        case
            when published.aggregate = 'sum' then count(key_figures.numerator)
            else count(key_figures.value)
        end as period_count,
        coalesce(bool_or(key_figures.status = 'suppressed'), false) as touches_hidden
    from published
    left join {{ ref('key_figures') }} as key_figures
        on
            key_figures.area_type = 'municipality'
            and published.key_figure = key_figures.key_figure
            and published.area_code = key_figures.area_code
            and published.breakdown = key_figures.breakdown
            and key_figures.period between published.period_from and published.period_to
    group by
        published.source,
        published.key_figure,
        published.area_code,
        published.breakdown,
        published.period,
        published.aggregate

),

compared as (

    select
        published.source,
        published.key_figure,
        published.area_code,
        published.breakdown,
        published.period,
        recomputed.period_count >= published.period_count as is_complete,
        -- What the report printed of a hidden cell would tell it. In a release a small published
        -- count is empty itself (pipelines/publication/derive.py), and so is then its row.
        recomputed.touches_hidden or published.value is null as is_suppressed,
        recomputed.period_count >= published.period_count
        and not recomputed.touches_hidden
        and published.value is not null as is_shown,
        recomputed.value,
        recomputed.numerator,
        recomputed.denominator,
        recomputed.value - published.value as difference,
        case published.relation
            when '<' then recomputed.value - published.value < published.tolerance
            when '<='
                then recomputed.value - published.value <= published.tolerance + {{ noise }}
            else abs(recomputed.value - published.value) <= published.tolerance + {{ noise }}
        end as is_same_value,
        published.numerator is null
        or coalesce(abs(recomputed.numerator - published.numerator) <= {{ noise }}, false)
            as is_same_numerator,
        published.denominator is null
        or coalesce(abs(recomputed.denominator - published.denominator) <= {{ noise }}, false)
            as is_same_denominator
    from published
    inner join recomputed
        on
            published.source = recomputed.source
            and published.key_figure = recomputed.key_figure
            and published.area_code = recomputed.area_code
            and published.breakdown = recomputed.breakdown
            and published.period = recomputed.period

)

select
    published.source,
    published.reference,
    published.page,
    published.area_code,
    published.area,
    published.key_figure,
    published.breakdown,
    published.period,
    published.period_from,
    published.period_to,
    published.relation,
    case when not compared.is_suppressed then published.value end as published_value,
    case when not compared.is_suppressed then published.numerator end as published_numerator,
    case when not compared.is_suppressed then published.denominator end as published_denominator,
    case when compared.is_shown then compared.value end as recomputed_value,
    case when compared.is_shown then compared.numerator end as recomputed_numerator,
    case when compared.is_shown then compared.denominator end as recomputed_denominator,
    case when compared.is_shown then compared.difference end as difference,
    published.tolerance,
    published.unit,
    case
        when compared.is_suppressed then 'suppressed'
        when not compared.is_complete then 'missing'
        when
            compared.is_same_value
            and compared.is_same_numerator
            and compared.is_same_denominator
            then 'match'
        else 'differs'
    end as state,
    published.note
from published
inner join compared
    on
        published.source = compared.source
        and published.key_figure = compared.key_figure
        and published.area_code = compared.area_code
        and published.breakdown = compared.breakdown
        and published.period = compared.period
order by
    published.source,
    published.key_figure,
    published.area_code,
    published.breakdown,
    published.period
