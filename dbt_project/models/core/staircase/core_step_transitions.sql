-- Where each child on a step a year ago is now, and where each child on a step now was a year ago.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with covered as (

    select
        municipality_code,
        cut_date,
        year_before
    from {{ ref('core_covered_cut_dates') }}
    where
        has_placements and has_measures and year_before is not null
        and {{ is_to_derive('municipality_code') }}

),

earlier as (

    select
        covered.municipality_code,
        covered.cut_date,
        steps.person_id,
        steps.step_key,
        {{ is_child_on('steps.birth_date', 'covered.cut_date') }} as is_still_child
    from covered
    inner join {{ ref('core_step_on_cut_date') }} as steps
        on
            covered.municipality_code = steps.municipality_code
            and covered.year_before = steps.cut_date

),

later as (

    select
        covered.municipality_code,
        covered.cut_date,
        steps.person_id,
        steps.step_key
    from covered
    inner join {{ ref('core_step_on_cut_date') }} as steps
        on
            covered.municipality_code = steps.municipality_code
            and covered.cut_date = steps.cut_date

)

select
    coalesce(earlier.municipality_code, later.municipality_code) as municipality_code,
    coalesce(earlier.cut_date, later.cut_date) as cut_date,
    coalesce(earlier.step_key, 'none') as from_step,
    case
        when not earlier.is_still_child then 'out_of_age'
        else coalesce(later.step_key, 'none')
    end as to_step,
    count(*) as child_count
from earlier
full outer join later
    on
        earlier.municipality_code = later.municipality_code
        and earlier.cut_date = later.cut_date
        and earlier.person_id = later.person_id
group by
    coalesce(earlier.municipality_code, later.municipality_code),
    coalesce(earlier.cut_date, later.cut_date),
    from_step,
    to_step
