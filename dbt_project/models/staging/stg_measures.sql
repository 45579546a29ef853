-- Home-based and preventive measures and examinations.
-- Rows in force, corrected, with English names.

select
    person_id,
    birth_date,
    is_replacement_number,
    kommune as municipality_code,
    ydelse as measure_code,
    startdato as start_date,
    slutdato as end_date,
    maalgruppe as target_group,
    distrikt as district
from {{ source('raw', 'foranstaltninger_in_force') }}
