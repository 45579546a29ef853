-- The targets that municipalities have set themselves, as their papers word them.

select
    target_id,
    owner,
    area_code,
    text_da,
    text_en,
    key_figure,
    breakdown,
    measured,
    direction,
    target_value,
    unit,
    baseline_date,
    baseline_value,
    due_date,
    evidence
from {{ ref('targets') }}
order by target_id
