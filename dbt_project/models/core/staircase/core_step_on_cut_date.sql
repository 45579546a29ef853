-- Which step of the staircase each child is on on each cut date: the most intrusive one. Who has no
-- row has no measure of steps 2 to 6; universal services, step 1, are not registered by child.

with children as (

    select
        municipality_code,
        person_id,
        birth_date,
        cut_date,
        case
            when form is not null then form
            when has_home_based then 'home_based'
            when has_preventive_11_3 then 'preventive'
        end as step_key,
        is_child
    from {{ ref('core_child_on_cut_date') }}

)

select
    municipality_code,
    person_id,
    birth_date,
    cut_date,
    step_key
from children
where is_child and step_key is not null
