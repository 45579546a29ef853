-- A value exists exactly where the status says so, and lies within its interval.

select
    key_figure,
    area_code,
    period,
    breakdown,
    status
from {{ ref('key_figures') }}
where
    (status in ('ok', 'provisional')) <> (value is not null)
    or (ci_low is null) <> (ci_method is null)
    or ci_low > value
    or ci_high < value
