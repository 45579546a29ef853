-- Placements whose form nobody knows: they count nowhere, so they are shown here.

select
    placements.municipality_code,
    placements.place_code,
    places.text_da as place,
    -- A placement that is there under two numbers of one child is one.
    count(distinct concat(placements.person_id, placements.start_date)) as placement_count,
    min(placements.start_date) as first_start_date,
    max(placements.start_date) as last_start_date
from {{ ref('stg_placements') }} as placements
left join {{ ref('placement_places') }} as places
    on placements.place_code = places.code
where coalesce(places.form, 'unknown') = 'unknown'
group by placements.municipality_code, placements.place_code, places.text_da
