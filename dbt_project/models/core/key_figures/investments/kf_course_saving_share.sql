-- What the new practice saves of a provider's mean course, in per cent of today's price
-- (003 [4] p. 12 and 15: 47 and 40 per cent).

select
    'municipality' as area_type,
    municipality_code as area_code,
    cast(rate_year as varchar) as period,
    last_day as period_end,
    provider as breakdown,
    cast(saving_dkk as double) as numerator,
    cast(today_dkk as double) as denominator,
    cast(null as double) as sum_of_squares
from {{ ref('core_courses') }}
