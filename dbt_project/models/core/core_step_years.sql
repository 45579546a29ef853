-- How much each step was used in a calendar year: the days on it, and the children who had any.
-- Years that the registers know from the first day to the last.
{{ config(materialized='table') }}

with episodes as (

    select
        municipality_code,
        person_id,
        step_key,
        start_date,
        end_date
    from {{ ref('core_step_episodes') }}

),

-- Placements tell of the upper steps; home-based and preventive ones are in both registers.
coverage as (

    select
        municipality_code,
        max(known_from) filter (where source = 'anbringelser') as placements_from,
        max(known_until) filter (where source = 'anbringelser') as placements_until,
        max(known_from) as both_from,
        min(known_until) as both_until,
        count(*) as source_count
    from {{ ref('core_register_coverage') }}
    group by municipality_code

),

known_steps as (

    select
        coverage.municipality_code,
        steps.key as step_key,
        case
            when steps.step <= {{ var('last_step_at_home') }} then coverage.both_from
            else coverage.placements_from
        end as known_from,
        case
            when steps.step <= {{ var('last_step_at_home') }} then coverage.both_until
            else coverage.placements_until
        end as known_until
    from coverage
    cross join {{ ref('staircase_steps') }} as steps
    where
        steps.step > 1  -- universal services are not registered by child
        and (coverage.source_count = 2 or steps.step > {{ var('last_step_at_home') }})

),

years as (

    select
        known_steps.municipality_code,
        known_steps.step_key,
        calendar.calendar_year,
        make_date(calendar.calendar_year, 1, 1) as first_day,
        make_date(calendar.calendar_year, 12, 31) as last_day
    from known_steps
    cross join {{ ref('core_calendar_years') }} as calendar
    where
        known_steps.known_from <= make_date(calendar.calendar_year, 1, 1)
        and known_steps.known_until >= make_date(calendar.calendar_year, 12, 31)

)

select
    years.municipality_code,
    years.calendar_year,
    years.last_day,
    years.step_key,
    years.last_day - years.first_day + 1 as year_days,
    coalesce(
        sum(
            least(coalesce(episodes.end_date, years.last_day), years.last_day)
            - greatest(episodes.start_date, years.first_day)
            + 1
        ) filter (where episodes.person_id is not null),
        0
    ) as day_count,
    count(distinct episodes.person_id) as child_count
from years
left join episodes
    on
        years.municipality_code = episodes.municipality_code
        and years.step_key = episodes.step_key
        and {{ is_in_force_within(
            'episodes.start_date', 'episodes.end_date', 'years.first_day', 'years.last_day'
        ) }}
group by
    years.municipality_code,
    years.calendar_year,
    years.first_day,
    years.last_day,
    years.step_key
