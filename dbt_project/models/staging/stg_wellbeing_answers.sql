-- Answers to the national wellbeing survey, a row per pupil and school year.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('trivsel') }}

)

select
    delivered.person_id,
    delivered.birth_date,
    delivered.kommune as municipality_code,
    delivered.skole as school_code,
    delivered.klassetrin as grade,
    delivered.skoleaar as school_year,
    {% for number in range(1, 41) %}
        delivered.sp{{ '%02d' % number }}{% if not loop.last %},{% endif %}
    {% endfor %}
from {{ source('raw', 'trivsel') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.kommune', 'delivered.skoleaar']) }} = in_force.scope
