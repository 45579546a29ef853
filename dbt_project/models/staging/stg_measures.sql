-- Home-based and preventive measures and examinations.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('foranstaltninger') }}

)

select
    delivered.person_id,
    delivered.birth_date,
    delivered.kommune as municipality_code,
    delivered.ydelse as measure_code,
    delivered.startdato as start_date,
    delivered.slutdato as end_date,
    delivered.maalgruppe as target_group,
    delivered.distrikt as district
from {{ source('raw', 'foranstaltninger') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.kommune']) }} = in_force.scope
