-- Academic wellbeing of vulnerable and other pupils: the sum of the pupils' indices, and how
-- many pupils have one (Fig. 51, 60, 69; Tab. 8, 12, 16).
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
        academic_index as pupil_value
    from {{ ref('core_pupil_wellbeing') }}
    where academic_index is not null and {{ is_to_derive('municipality_code') }}

),

{{ pupil_group_rows('wellbeing', 'pupils') }}
