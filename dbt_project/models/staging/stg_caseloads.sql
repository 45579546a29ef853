-- Cases of each caseworker on a date.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('sagstal') }}

)

select
    delivered.kommune as municipality_code,
    delivered.dato as counted_on,
    delivered.raadgiver as caseworker_code,
    delivered.sager as case_count,
    delivered.fuldtid as is_full_time,
    delivered.bemaerkning as remark
from {{ source('raw', 'sagstal') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.kommune', 'delivered.dato']) }} = in_force.scope
