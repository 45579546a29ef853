-- Price and wage index of each year.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('pl_indeks') }}

)

select
    delivered.aar as price_year,
    delivered.indeks as price_index
from {{ source('raw', 'pl_indeks') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and in_force.scope = '*'
