-- Days of each child in each form of placement in the twelve months up to a measuring day, by group
-- of districts. A child is of its latest listed district, so that it counts in one group.

with windows as (

    select
        area_code as municipality_code,
        measured_on,
        cast(measured_on - interval '1 year' as date) + 1 as first_day
    from {{ ref('measuring_days') }}

),

spells as (

    select
        municipality_code,
        person_id,
        start_date,
        district
    from {{ ref('stg_placements') }}
    where district is not null

    union all

    select
        municipality_code,
        person_id,
        start_date,
        district
    from {{ ref('stg_measures') }}
    where district is not null

),

homes as (

    select
        windows.municipality_code,
        windows.measured_on,
        spells.person_id,
        districts.district_group
    from windows
    inner join spells
        on
            windows.municipality_code = spells.municipality_code
            and windows.measured_on >= spells.start_date
    inner join {{ ref('stg_districts') }} as districts
        on
            spells.municipality_code = districts.municipality_code
            and spells.district = districts.district
    qualify
        row_number() over (
            partition by windows.municipality_code, windows.measured_on, spells.person_id
            order by spells.start_date desc, spells.district asc
        ) = 1

),

known as (

    select
        windows.municipality_code,
        windows.measured_on,
        windows.first_day
    from windows
    inner join {{ ref('core_register_coverage') }} as coverage
        on
            windows.municipality_code = coverage.municipality_code
            and windows.first_day >= coverage.known_from
            and windows.measured_on <= coverage.known_until
            and coverage.source = 'anbringelser'

)

select
    known.municipality_code,
    known.measured_on,
    homes.district_group,
    episodes.step_key as form,
    episodes.person_id,
    sum(
        least(coalesce(episodes.end_date, known.measured_on), known.measured_on)
        - greatest(episodes.start_date, known.first_day)
        + 1
    ) as day_count
from known
inner join {{ ref('core_step_episodes') }} as episodes
    on
        known.municipality_code = episodes.municipality_code
        and {{ is_in_force_within(
            'episodes.start_date', 'episodes.end_date', 'known.first_day', 'known.measured_on'
        ) }}
inner join homes
    on
        known.municipality_code = homes.municipality_code
        and known.measured_on = homes.measured_on
        and episodes.person_id = homes.person_id
where episodes.step_key in ('institution', 'foster', 'network')
group by
    known.municipality_code,
    known.measured_on,
    homes.district_group,
    episodes.step_key,
    episodes.person_id
