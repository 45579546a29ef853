-- Cases of each caseworker on a date.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    dato as counted_on,
    raadgiver as caseworker_code,
    sager as case_count,
    fuldtid as is_full_time,
    aarsvaerk as full_time_equivalent,
    bemaerkning as remark
from {{ source('raw', 'sagstal_in_force') }}
