-- Business cases, a row per line and year.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    business_case,
    status as case_status,
    aar as account_year,
    linje as line,
    art as kind,
    beloeb as amount_dkk_1000
from {{ source('raw', 'business_cases_in_force') }}
