-- Notifications of concern.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('underretninger') }}

)

select
    delivered.person_id,
    delivered.birth_date,
    delivered.kommune as municipality_code,
    delivered.dato as notified_on,
    delivered.distrikt as district
from {{ source('raw', 'underretninger') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.kommune']) }} = in_force.scope
