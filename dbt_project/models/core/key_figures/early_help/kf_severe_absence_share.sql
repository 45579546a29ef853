-- Vulnerable and other pupils who were absent at least 15 per cent of their school days
-- (001, p. 8).
{{ config(
    materialized='incremental',
    incremental_strategy='by_municipality',
    municipality_column='area_code'
) }}

with pupils as (

    select
        municipality_code,
        school_year,
        person_id,
        is_vulnerable,
        -- Exactly so many per cent are within: a double misses that by a hair.
        case
            when round(absence_pct, 9) >= {{ var('lowest_severe_absence_pct') }} then 1
            else 0
        end as pupil_value
    from {{ ref('core_pupil_absence') }}
    where {{ is_to_derive('municipality_code') }}

),

{{ pupil_group_rows('absence', 'pupils') }}
