-- Placements and measures of the target group, with what their codes mean.

with placements as (

    select
        placements.municipality_code,
        placements.person_id,
        placements.birth_date,
        'placement' as kind,
        coalesce(places.form, 'unknown') as form,
        placements.start_date,
        placements.end_date
    from {{ ref('stg_placements') }} as placements
    left join {{ ref('placement_places') }} as places
        on placements.place_code = places.code
    where placements.target_group = 'social'

),

measures as (

    select
        measures.municipality_code,
        measures.person_id,
        measures.birth_date,
        coalesce(codes.kind, 'unknown') as kind,
        codes.home_based_type,
        measures.start_date,
        measures.end_date
    from {{ ref('stg_measures') }} as measures
    left join {{ ref('measures') }} as codes
        on measures.measure_code = codes.code
    where measures.target_group = 'social'

)

select
    municipality_code,
    person_id,
    birth_date,
    kind,
    form,
    case when form = 'home_based_placement' then form end as home_based_type,
    start_date,
    end_date
from placements

union all

select
    municipality_code,
    person_id,
    birth_date,
    kind,
    cast(null as varchar) as form,
    home_based_type,
    start_date,
    end_date
from measures
