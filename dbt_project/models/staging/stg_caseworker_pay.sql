-- Pay of caseworkers that municipalities book on another function, current prices.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('raadgiverudgifter') }}

)

select
    delivered.kommune as municipality_code,
    delivered.aar as account_year,
    delivered.beloeb as amount_dkk_1000,
    delivered.status as account_status
from {{ source('raw', 'raadgiverudgifter') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and in_force.scope
        = {{ scope_of(['delivered.kommune', 'delivered.aar', 'delivered.status']) }}
