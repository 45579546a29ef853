-- How many children are placed, in all and by form: the numerators of rate and shares.

with placed as (

    select
        municipality_code,
        cut_date,
        person_id,
        form
    from {{ ref('core_child_on_cut_date') }}
    where is_child and is_placed

)

select
    covered.municipality_code,
    covered.cut_date,
    covered.population,
    count(placed.person_id) as placed_count,
    count(placed.person_id) filter (where placed.form = 'institution') as institution_count,
    count(placed.person_id) filter (where placed.form = 'foster') as foster_count,
    count(placed.person_id) filter (where placed.form = 'network') as network_count
from {{ ref('core_covered_cut_dates') }} as covered
left join placed
    on
        covered.municipality_code = placed.municipality_code
        and covered.cut_date = placed.cut_date
where covered.has_placements
group by covered.municipality_code, covered.cut_date, covered.population
