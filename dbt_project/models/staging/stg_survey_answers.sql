-- Answers of caseworkers and providers, a row per question presented.
-- Rows in force, English names.

with in_force as (

    {{ deliveries_in_force('spoergeskema') }}

)

select
    delivered.undersoegelse as survey,
    delivered.aar as survey_year,
    delivered.kommune as municipality_code,
    delivered.gruppe as respondent_group,
    delivered.respondent as respondent_code,
    delivered.spoergsmaal as question,
    delivered.svar as answer,
    delivered.inviteret as is_invited
from {{ source('raw', 'spoergeskema') }} as delivered
inner join in_force
    on
        delivered.delivery_id = in_force.delivery_id
        and {{ scope_of(['delivered.undersoegelse']) }} = in_force.scope
