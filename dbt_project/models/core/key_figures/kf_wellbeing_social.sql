-- Social wellbeing of vulnerable and other pupils: the sum of the pupils' indices, and how
-- many pupils have one (Fig. 52, 61, 70; Tab. 9, 13, 17).

with pupils as (

    select
        municipality_code,
        school_year,
        person_id,
        index_value as pupil_value
    from {{ ref('core_pupil_wellbeing') }}
    where index_name = 'social'

),

{{ pupil_group_rows('wellbeing', 'pupils') }}
