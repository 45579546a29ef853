-- Inhabitants by area, age and quarter, with whatever dimensions the extract has.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('befolkning') }}

)

select
    delivered.omraade as area_code,
    cast(nullif(delivered.alder, 'IALT') as integer) as age,
    cast(left(delivered.tid, 4) as integer) as population_year,
    cast(right(delivered.tid, 1) as integer) as quarter,
    delivered.koen as sex,
    delivered.civilstand as marital_status,
    delivered.oevrige_dimensioner as other_dimensions,
    delivered.indhold as inhabitant_count
from {{ source('raw', 'befolkning') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.omraade', 'left(delivered.tid, 4)']) }} = in_force.scope
