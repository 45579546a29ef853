-- Social wellbeing of vulnerable and other pupils: the sum of the pupils' indices, and how
-- many pupils have one (Fig. 52, 61, 70; Tab. 9, 13, 17).
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
        social_index as pupil_value
    from {{ ref('core_pupil_wellbeing') }}
    where social_index is not null and {{ is_to_derive('municipality_code') }}

),

{{ pupil_group_rows('wellbeing', 'pupils') }}
