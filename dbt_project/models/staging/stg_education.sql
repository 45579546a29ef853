-- Pupils in special provision and young people with a youth education, as counted.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    aar as calendar_year,
    maal as counted_of,
    antal as person_count,
    ud_af as whole_count
from {{ source('raw', 'uddannelse_in_force') }}
