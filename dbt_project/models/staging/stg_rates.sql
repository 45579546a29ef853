-- Mean length and daily rate of each part of a provider's course, today and under the new practice.
-- Rows in force, corrected, with English names.

select
    kommune as municipality_code,
    tilbud as provider,
    aar as rate_year,
    praksis as practice,
    del as part,
    maaneder as month_count,
    takst as rate_dkk_per_day
from {{ source('raw', 'takster_in_force') }}
