-- A person counts once on a cut date in a municipality. Numbers only: no person in dbt's output.

select
    municipality_code,
    cut_date,
    count(*) as row_count,
    count(distinct person_id) as person_count
from {{ ref('core_child_on_cut_date') }}
group by municipality_code, cut_date
having count(*) <> count(distinct person_id)
