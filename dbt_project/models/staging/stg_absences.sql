-- Days absent of each pupil at each school in a school year.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('fravaer') }}

)

select
    delivered.person_id,
    delivered.birth_date,
    delivered.kommune as municipality_code,
    delivered.skole as school_code,
    delivered.klassetrin as grade,
    delivered.skoleaar as school_year,
    delivered.fravaer_ulovligt as unauthorised_days,
    delivered.fravaer_lovligt as authorised_days,
    delivered.fravaer_sygdom as sick_days,
    delivered.skoledage as school_days
from {{ source('raw', 'fravaer') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.kommune', 'delivered.skoleaar']) }} = in_force.scope
