-- Follow-ups on measures.
-- Rows in force, corrected, with English names.

select
    person_id,
    birth_date,
    is_replacement_number,
    kommune as municipality_code,
    dato as held_on,
    ydelse as measure_code
from {{ source('raw', 'opfoelgninger_in_force') }}
