-- Each pupil's absence in per cent of the school days, over all schools in the municipality.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with pupils as (

    select
        municipality_code,
        school_year,
        person_id,
        100 * cast(sum(unauthorised_days + authorised_days + sick_days) as double)
        / nullif(cast(sum(school_days) as double), 0) as absence_pct
    from {{ ref('stg_absences') }}
    where
        grade between {{ var('first_grade') }} and {{ var('last_grade') }}
        and {{ is_to_derive('municipality_code') }}
    group by municipality_code, school_year, person_id
    having sum(school_days) > 0

)

select
    pupils.municipality_code,
    pupils.school_year,
    pupils.person_id,
    vulnerable.person_id is not null as is_vulnerable,
    pupils.absence_pct
from pupils
left join {{ ref('core_vulnerable_pupil') }} as vulnerable
    on
        pupils.municipality_code = vulnerable.municipality_code
        and pupils.school_year = vulnerable.school_year
        and pupils.person_id = vulnerable.person_id
