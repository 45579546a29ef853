-- The times between follow-ups: from the start of a stay on a step, or a follow-up held during it,
-- to the next follow-up. Any follow-up of the child counts: it is about all of its case.

with stays as (

    select
        episodes.municipality_code,
        episodes.person_id,
        episodes.birth_date,
        episodes.step_key,
        episodes.start_date,
        least(coalesce(episodes.end_date, coverage.delivered_on), coverage.delivered_on)
            as known_until
    from {{ ref('core_step_episodes') }} as episodes
    inner join {{ ref('core_coverage') }} as coverage
        on
            episodes.municipality_code = coverage.municipality_code
            and episodes.start_date <= coverage.delivered_on
            and coverage.source = 'opfoelgninger'

),

held as (

    select distinct
        municipality_code,
        person_id,
        held_on
    from {{ ref('stg_follow_ups') }}

),

moments as (

    select
        municipality_code,
        person_id,
        birth_date,
        step_key,
        start_date,
        known_until,
        start_date as from_date,
        true as is_start
    from stays

    union all

    select
        stays.municipality_code,
        stays.person_id,
        stays.birth_date,
        stays.step_key,
        stays.start_date,
        stays.known_until,
        held.held_on as from_date,
        false as is_start
    from stays
    inner join held
        on
            stays.municipality_code = held.municipality_code
            and stays.person_id = held.person_id
            and stays.start_date < held.held_on
            and stays.known_until >= held.held_on

)

select
    municipality_code,
    person_id,
    birth_date,
    step_key,
    start_date,
    known_until,
    from_date,
    is_start,
    lead(from_date) over (
        partition by municipality_code, person_id, step_key, start_date order by from_date
    ) as next_date
from moments
