-- Expenditure by district, form of placement and preventive offer.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    aar as account_year,
    distrikt as district,
    omraade as expenditure_area,
    beloeb as amount_dkk_1000
from {{ source('raw', 'distriktsudgifter_in_force') }}
