-- Who is vulnerable in a school year: a measure of the target group, of the same municipality, in
-- force on at least one of its days. An examination is no measure.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with school_years as (

    select distinct
        municipality_code,
        school_year,
        first_day,
        last_day
    from {{ ref('core_covered_school_years') }}
    where {{ is_to_derive('municipality_code') }}

)

select distinct
    school_years.municipality_code,
    school_years.school_year,
    spells.person_id
from school_years
inner join {{ ref('core_spells') }} as spells
    on
        school_years.municipality_code = spells.municipality_code
        and {{ is_in_force_within(
            'spells.start_date', 'spells.end_date', 'school_years.first_day', 'school_years.last_day'
        ) }}
where
    spells.kind in ('placement', 'home_based', 'preventive_11_3')
    and coalesce(spells.form, '') <> 'unknown'
