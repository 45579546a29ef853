-- Absence of vulnerable and other pupils: the sum of the pupils' percentages, and how many pupils
-- have school days (Fig. 53, 62, 71; Tab. 10, 14, 18).
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
        absence_pct as pupil_value
    from {{ ref('core_pupil_absence') }}
    where {{ is_to_derive('municipality_code') }}

),

{{ pupil_group_rows('absence', 'pupils') }}
