-- Typical ways of children over the staircase, for analysts of the house (not released): the steps
-- in the order in which each child came to them, as far back as both registers are known.

with coverage as (

    select
        municipality_code,
        max(known_from) as known_from
    from {{ ref('core_register_coverage') }}
    group by municipality_code
    having count(*) = 2

),

-- A child whose first step began before the register does is on its way already: left out.
whole as (

    select
        episodes.municipality_code,
        episodes.person_id,
        string_agg(episodes.step_key, ' > ' order by episodes.start_date) as path
    from {{ ref('core_step_episodes') }} as episodes
    inner join coverage
        on episodes.municipality_code = coverage.municipality_code
    group by episodes.municipality_code, episodes.person_id, coverage.known_from
    having min(episodes.start_date) >= coverage.known_from

),

counted as (

    select
        municipality_code,
        path,
        count(*) as child_count
    from whole
    group by municipality_code, path

),

-- No path of few: it would tell the way of a child.
named as (

    select
        municipality_code,
        case when child_count >= {{ var('path_from_children') }} then path else 'other' end as path,
        child_count
    from counted

)

select
    municipality_code,
    path,
    sum(child_count) as child_count
from named
group by municipality_code, path
order by municipality_code asc, child_count desc, path asc
