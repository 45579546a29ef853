-- Price and wage index of each year.
-- Rows in force, corrected, with English names.

select
    aar as price_year,
    indeks as price_index
from {{ source('raw', 'pl_indeks_in_force') }}
