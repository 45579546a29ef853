-- Notifications of concern.
-- Rows in force, corrected, with English names.

select
    person_id,
    birth_date,
    is_replacement_number,
    kommune as municipality_code,
    dato as notified_on,
    distrikt as district
from {{ source('raw', 'underretninger_in_force') }}
