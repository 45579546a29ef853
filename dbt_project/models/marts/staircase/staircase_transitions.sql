-- From step to step between any two cut dates, for analysts of the house: not released, because no
-- disclosure control could keep so many counts of the same children apart.

select
    municipality_code,
    from_date,
    to_date,
    from_step,
    to_step,
    child_count
from {{ ref('core_steps_between_dates') }}
order by municipality_code, from_date, to_date, from_step, to_step
