-- Full-year children (årsbørn): the days on each step over the days of the year (000, p. 11; 002).

select
    'municipality' as area_type,
    municipality_code as area_code,
    cast(calendar_year as varchar) as period,
    last_day as period_end,
    step_key as breakdown,
    cast(day_count as double) / year_days as numerator,
    cast(null as double) as denominator,
    cast(null as double) as sum_of_squares
from {{ ref('core_step_years') }}
