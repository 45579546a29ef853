-- Inquiries to the cross-disciplinary teams, a row per district and period.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    distrikt as district,
    fra as first_day,
    til as last_day,
    antal as inquiry_count
from {{ source('raw', 'henvendelser_in_force') }}
