-- Who was where on each cut date: the one place where spells become a state.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

-- Plain on purpose: a spell meets every date on which it is in force, so that anyone can check it.
with in_force as (

    select
        spells.municipality_code,
        spells.person_id,
        spells.birth_date,
        spells.kind,
        spells.form,
        spells.home_based_type,
        cut_dates.cut_date
    from {{ ref('core_spells') }} as spells
    inner join {{ ref('core_cut_dates') }} as cut_dates
        on {{ is_in_force('spells.start_date', 'spells.end_date', 'cut_dates.cut_date') }}
    where
        spells.kind in ('placement', 'home_based', 'preventive_11_3')
        and coalesce(spells.form, '') <> 'unknown'
        and {{ is_to_derive('spells.municipality_code') }}

),

states as (

    select
        municipality_code,
        person_id,
        birth_date,
        cut_date,
        coalesce(bool_or(form = 'institution'), false) as has_institution,
        coalesce(bool_or(form = 'foster'), false) as has_foster,
        coalesce(bool_or(form = 'network'), false) as has_network,
        coalesce(bool_or(home_based_type = 'preventive_measure'), false)
            as has_preventive_measure,
        coalesce(bool_or(home_based_type = 'home_based_placement'), false)
            as has_home_based_placement,
        coalesce(bool_or(home_based_type = 'parent_directed'), false) as has_parent_directed,
        coalesce(bool_or(home_based_type = 'family_residential'), false)
            as has_family_residential,
        coalesce(bool_or(home_based_type is not null), false) as has_home_based,
        coalesce(bool_or(kind = 'preventive_11_3'), false) as has_preventive_11_3
    from in_force
    group by municipality_code, person_id, birth_date, cut_date

)

select
    municipality_code,
    person_id,
    birth_date,
    cut_date,
    -- A child counts once, where the measure is most intrusive.
    case
        when has_institution then 'institution'
        when has_foster then 'foster'
        when has_network then 'network'
    end as form,
    has_institution or has_foster or has_network as is_placed,
    has_preventive_measure,
    has_home_based_placement,
    has_parent_directed,
    has_family_residential,
    has_home_based,
    has_preventive_11_3,
    {{ is_child_on('birth_date', 'cut_date') }} as is_child
from states
