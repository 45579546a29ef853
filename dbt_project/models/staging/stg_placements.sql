-- Placements outside the home.
-- Rows in force, corrected, with English names.

select
    person_id,
    birth_date,
    is_replacement_number,
    kommune as municipality_code,
    anbringelsessted as place_code,
    startdato as start_date,
    slutdato as end_date,
    maalgruppe as target_group,
    akut as is_acute,
    distrikt as district
from {{ source('raw', 'anbringelser_in_force') }}
