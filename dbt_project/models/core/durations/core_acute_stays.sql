-- Acute placements, one row per unbroken time: moving on from one acute place to another does not
-- begin a new one. From the placements themselves, because no other figure asks what is acute.

with spells as (

    select
        placements.municipality_code,
        placements.person_id,
        placements.birth_date,
        placements.start_date,
        placements.end_date,
        -- The last day so far that an earlier acute placement of the child was in force.
        max({{ last_day_in_force('placements.end_date') }}) over (
            partition by placements.municipality_code, placements.person_id
            order by placements.start_date, placements.end_date, placements.place_code
            rows between unbounded preceding and 1 preceding
        ) as known_until
    from {{ ref('stg_placements') }} as placements
    inner join {{ ref('placement_places') }} as places
        on placements.place_code = places.code
    where
        placements.is_acute
        and placements.target_group = 'social'
        and places.form in ('institution', 'foster', 'network')

),

numbered as (

    select
        municipality_code,
        person_id,
        birth_date,
        start_date,
        end_date,
        sum(
            case
                when start_date <= cast(known_until as timestamp) + interval '1 day' then 0
                else 1
            end
        ) over (
            partition by municipality_code, person_id
            order by start_date, end_date
            rows between unbounded preceding and current row
        ) as stay
    from spells

)

select
    municipality_code,
    person_id,
    birth_date,
    min(start_date) as start_date,
    case when count(end_date) = count(*) then max(end_date) end as end_date
from numbered
group by municipality_code, person_id, birth_date, stay
