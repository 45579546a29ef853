-- Whether the trial districts have moved otherwise than those they are compared with: the share of
-- each form before and after, both changes, and the difference between them (002: "I
-- sammenligningsdistrikterne ... så vi ikke samme udvikling").

with children as (

    select
        area_code,
        period,
        value as child_count
    from {{ ref('key_figures') }}
    where key_figure = 'district_children' and breakdown = 'total'

),

-- Full-year children are no persons: the interval is that of a share of the children behind them.
shares as (

    select
        split_part(figures.area_code, '.', 1) as municipality_code,
        split_part(figures.area_code, '.', 2) as group_key,
        figures.breakdown as form,
        figures.period,
        figures.period_end,
        figures.value,
        figures.status = 'suppressed' as is_suppressed,
        100 * {{ wilson(
            'figures.value / 100 * children.child_count', 'children.child_count', '-'
        ) }} as ci_low,
        100 * {{ wilson(
            'figures.value / 100 * children.child_count', 'children.child_count', '+'
        ) }} as ci_high
    from {{ ref('key_figures') }} as figures
    left join children
        on figures.area_code = children.area_code and figures.period = children.period
    where figures.key_figure = 'district_full_year_share'

),

bounds as (

    select
        municipality_code,
        min(period_end) as before_day,
        max(period_end) as after_day
    from shares
    group by municipality_code
    having count(distinct period_end) > 1

),

changes as (

    select
        bounds.municipality_code,
        later.group_key,
        later.form,
        bounds.before_day,
        bounds.after_day,
        earlier.value as before_pct,
        later.value as after_pct,
        later.value - earlier.value as value,
        {{ difference_bound('later.', 'earlier.', '-') }} as ci_low,
        {{ difference_bound('later.', 'earlier.', '+') }} as ci_high,
        earlier.is_suppressed or later.is_suppressed as is_suppressed
    from bounds
    inner join shares as later
        on
            bounds.municipality_code = later.municipality_code
            and bounds.after_day = later.period_end
    inner join shares as earlier
        on
            bounds.municipality_code = earlier.municipality_code
            and bounds.before_day = earlier.period_end
            and later.group_key = earlier.group_key
            and later.form = earlier.form

),

differences as (

    select
        trial.municipality_code,
        trial.form,
        trial.before_day,
        trial.after_day,
        trial.before_pct as trial_before_pct,
        trial.after_pct as trial_after_pct,
        trial.value as trial_change_percentage_points,
        comparison.before_pct as comparison_before_pct,
        comparison.after_pct as comparison_after_pct,
        comparison.value as comparison_change_percentage_points,
        trial.value - comparison.value as difference_in_differences_percentage_points,
        {{ difference_bound('trial.', 'comparison.', '-') }} as ci_low,
        {{ difference_bound('trial.', 'comparison.', '+') }} as ci_high,
        trial.is_suppressed or comparison.is_suppressed as is_suppressed
    from changes as trial
    inner join changes as comparison
        on
            trial.municipality_code = comparison.municipality_code
            and trial.form = comparison.form
    where trial.group_key = 'trial' and comparison.group_key = 'comparison'

)

select
    municipality_code,
    form,
    before_day,
    after_day,
    trial_before_pct,
    trial_after_pct,
    trial_change_percentage_points,
    comparison_before_pct,
    comparison_after_pct,
    comparison_change_percentage_points,
    difference_in_differences_percentage_points,
    ci_low,
    ci_high,
    case
        when difference_in_differences_percentage_points is null and is_suppressed then 'suppressed'
        when difference_in_differences_percentage_points is null then 'not_applicable'
        when ci_low > 0 then 'up'
        when ci_high < 0 then 'down'
        else 'cannot_be_told'
    end as direction
from differences
order by municipality_code, form
