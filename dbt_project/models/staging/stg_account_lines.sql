-- Municipal accounts by function and grouping, current prices.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    aar as account_year,
    funktion as function,
    gruppering as grouping,
    dranst as amount_kind,
    beloeb as amount_dkk_1000,
    status as account_status
from {{ source('raw', 'regnskab_in_force') }}
