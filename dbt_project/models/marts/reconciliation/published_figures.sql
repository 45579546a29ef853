-- What the report printed: each cell of its tables and each statement of its text, in one form.
-- No other model may read the published figures.

select
    'table' as source,
    reference,
    page,
    area_code,
    area,
    key_figure,
    breakdown,
    period,
    period as period_from,
    period as period_to,
    'none' as aggregate,
    1 as period_count,
    relation,
    value,
    numerator,
    denominator,
    tolerance,
    unit,
    note
from {{ ref('published_tables') }}

union all

select
    'text' as source,
    reference,
    page,
    area_code,
    area,
    key_figure,
    breakdown,
    period,
    period_from,
    period_to,
    aggregate,
    period_count,
    relation,
    value,
    cast(null as double) as numerator,
    cast(null as double) as denominator,
    tolerance,
    unit,
    note
from {{ ref('published_text') }}
