-- Inhabitants by area, age and quarter, with whatever dimensions the extract has.
-- Rows in force, corrected, with English names.

select
    omraade as area_code,
    cast(nullif(alder, 'IALT') as integer) as age,
    cast(left(tid, 4) as integer) as population_year,
    cast(right(tid, 1) as integer) as quarter,
    koen as sex,
    civilstand as marital_status,
    oevrige_dimensioner as other_dimensions,
    indhold as inhabitant_count
from {{ source('raw', 'befolkning_in_force') }}
