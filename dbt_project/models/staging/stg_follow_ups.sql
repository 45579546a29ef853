-- Follow-ups on measures.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('opfoelgninger') }}

)

select
    delivered.person_id,
    delivered.birth_date,
    delivered.kommune as municipality_code,
    delivered.dato as held_on,
    delivered.ydelse as measure_code
from {{ source('raw', 'opfoelgninger') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.kommune']) }} = in_force.scope
