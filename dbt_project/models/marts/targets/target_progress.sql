-- Each target against its key figure: how far it is, the pace that it needs, and whether it is met.
{% set days_per_year = 365.25 %}

with targets as (

    select
        target_id,
        owner,
        area_code,
        key_figure,
        breakdown,
        measured,
        direction,
        target_value,
        unit,
        baseline_date,
        baseline_value,
        due_date
    from {{ ref('target_list') }}

),

cells as (

    select
        targets.target_id,
        figures.period,
        figures.period_end,
        case when targets.measured = 'numerator' then figures.numerator else figures.value end
            as measured_value,
        case when targets.measured = 'value' then figures.ci_low end as ci_low,
        case when targets.measured = 'value' then figures.ci_high end as ci_high,
        figures.status,
        targets.baseline_date,
        targets.due_date
    from targets
    inner join {{ ref('key_figures') }} as figures
        on
            targets.key_figure = figures.key_figure
            and targets.breakdown = figures.breakdown
            and targets.area_code = figures.area_code

),

-- The cell that a change is counted from: of the baseline's day, or the last within a year before.
baselines as (

    select
        target_id,
        period_end,
        measured_value,
        status
    from cells
    where
        period_end <= baseline_date
        and period_end > cast(baseline_date - interval '1 year' as date)
    qualify row_number() over (partition by target_id order by period_end desc) = 1

),

firsts as (

    select
        target_id,
        period_end,
        measured_value
    from cells
    where measured_value is not null
    qualify row_number() over (partition by target_id order by period_end) = 1

),

-- What is held against the target: the last cell that is not beyond the day it was due.
lasts as (

    select
        target_id,
        period,
        period_end,
        measured_value,
        ci_low,
        ci_high,
        status
    from cells
    where due_date is null or period_end <= due_date
    qualify row_number() over (partition by target_id order by period_end desc) = 1

),

known_until as (

    select
        target_id,
        max(period_end) as last_day
    from cells
    group by target_id

),

facts as (

    select
        targets.target_id,
        targets.owner,
        targets.area_code,
        targets.key_figure,
        targets.breakdown,
        targets.direction,
        targets.unit,
        targets.target_value,
        targets.due_date,
        lasts.period,
        lasts.period_end,
        lasts.measured_value as current_value,
        lasts.ci_low,
        lasts.ci_high,
        coalesce(targets.baseline_value, baselines.measured_value) as baseline_value,
        coalesce(targets.baseline_value, baselines.measured_value, firsts.measured_value)
            as start_value,
        case
            when targets.baseline_value is not null then targets.baseline_date
            else coalesce(baselines.period_end, firsts.period_end)
        end as start_date,
        targets.direction in ('relative_change', 'absolute_change') as is_change,
        targets.direction = 'at_most' or targets.target_value < 0 as is_lower_better,
        known_until.last_day is not null as has_cells,
        coalesce(known_until.last_day >= targets.due_date, false) as is_due,
        coalesce(lasts.status = 'suppressed', false) as is_hidden,
        coalesce(targets.baseline_value is null and baselines.status = 'suppressed', false)
            as is_baseline_hidden
    from targets
    left join lasts
        on targets.target_id = lasts.target_id
    left join baselines
        on targets.target_id = baselines.target_id
    left join firsts
        on targets.target_id = firsts.target_id
    left join known_until
        on targets.target_id = known_until.target_id

),

goals as (

    select
        *,
        case direction
            when 'relative_change' then baseline_value * (1 + target_value / 100)
            when 'absolute_change' then baseline_value + target_value
            else target_value
        end as goal_value,
        (period_end - start_date) / {{ days_per_year }} as years_gone,
        case when not is_due then (due_date - period_end) / {{ days_per_year }} end as years_left
    from facts

),

paces as (

    select
        *,
        case
            when years_left > 0 then (goal_value - current_value) / years_left
        end as needed_per_year,
        case
            when years_gone > 0 then (current_value - start_value) / years_gone
        end as pace_per_year,
        case
            when is_lower_better then current_value <= goal_value
            else current_value >= goal_value
        end as is_met
    from goals

),

forecasts as (

    select
        *,
        current_value + pace_per_year * years_left as forecast_value,
        case
            when is_lower_better then current_value + pace_per_year * years_left <= goal_value
            else current_value + pace_per_year * years_left >= goal_value
        end as is_forecast_met
    from paces

)

select
    target_id,
    owner,
    area_code,
    key_figure,
    breakdown,
    direction,
    unit,
    target_value,
    due_date,
    baseline_value,
    goal_value,
    period,
    period_end,
    current_value,
    ci_low,
    ci_high,
    goal_value between ci_low and ci_high as is_goal_within_interval,
    needed_per_year,
    pace_per_year,
    forecast_value,
    case
        when not has_cells then 'no_figure'
        when is_hidden or is_baseline_hidden then 'suppressed'
        when current_value is null then 'not_computed'
        when goal_value is null then 'no_baseline'
        when due_date is null and is_met then 'met'
        when due_date is null then 'not_met'
        when is_due and is_met then 'met'
        when is_due then 'missed'
        when is_forecast_met is null then 'too_early'
        when is_forecast_met then 'on_course'
        else 'off_course'
    end as state
from forecasts
order by target_id
