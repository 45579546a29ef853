-- Pay of caseworkers that municipalities book on another function, current prices.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    aar as account_year,
    beloeb as amount_dkk_1000,
    status as account_status
from {{ source('raw', 'raadgiverudgifter_in_force') }}
