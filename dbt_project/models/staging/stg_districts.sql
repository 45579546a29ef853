-- Districts of a trial and those it is compared with.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    distrikt as district,
    gruppe as district_group
from {{ source('raw', 'distrikter_in_force') }}
