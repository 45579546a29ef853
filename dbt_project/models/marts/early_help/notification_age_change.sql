-- The mean age at notification against the first year known, in per cent (003, p. 8: a fall of at
-- least 15 %). From what key_figures shows: a hidden mean has no change.

with ages as (

    select
        area_type,
        area_code,
        area,
        breakdown,
        period,
        period_end,
        value,
        ci_low,
        ci_high,
        status,
        note_ids,
        first_value(period) over (
            partition by area_type, area_code, breakdown
            order by period_end
        ) as base_period
    from {{ ref('key_figures') }}
    where key_figure = 'notification_age'

),

ratios as (

    select
        later.area_type,
        later.area_code,
        later.area,
        later.breakdown,
        later.period,
        later.period_end,
        later.base_period,
        base.value as base_age_years,
        later.value as age_years,
        later.value / nullif(base.value, 0) as ratio,
        {{ ratio_bound('later.', 'base.', '-') }} as ratio_low,
        {{ ratio_bound('later.', 'base.', '+') }} as ratio_high,
        'suppressed' in (later.status, base.status) as is_suppressed,
        later.note_ids
    from ages as later
    inner join ages as base
        on
            later.area_type = base.area_type
            and later.area_code = base.area_code
            and later.breakdown = base.breakdown
            and later.base_period = base.period
    where later.period <> later.base_period

)

select
    area_type,
    area_code,
    area,
    breakdown,
    period,
    period_end,
    base_period,
    base_age_years,
    age_years,
    100 * (ratio - 1) as change_pct,
    100 * (ratio_low - 1) as ci_low,
    100 * (ratio_high - 1) as ci_high,
    case
        when ratio is null and is_suppressed then 'suppressed'
        when ratio is null then 'not_applicable'
        when ratio_high < 1 then 'down'
        when ratio_low > 1 then 'up'
        when ratio_low is null then 'not_tested'
        else 'cannot_be_told'
    end as direction,
    note_ids
from ratios
order by area_code, breakdown, period_end
