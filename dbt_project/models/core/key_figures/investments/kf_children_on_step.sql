-- Children who were on each step for at least a day of the year: whom full-year children are of.

select
    'municipality' as area_type,
    municipality_code as area_code,
    cast(calendar_year as varchar) as period,
    last_day as period_end,
    step_key as breakdown,
    cast(child_count as double) as numerator,
    cast(null as double) as denominator,
    cast(null as double) as sum_of_squares
from {{ ref('core_step_years') }}
