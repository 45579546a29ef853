-- The records of the key figures, in the report's order.

select
    sort_order,
    key_figure,
    label_da,
    label_en,
    unit,
    kind,
    multiplier,
    numerator_da,
    numerator_en,
    denominator_da,
    denominator_en,
    interval_method,
    report_reference
from {{ source('raw', 'catalogue') }}
order by sort_order
