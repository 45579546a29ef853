-- Corrections that are applied to the rows in force; values only where they are nobody's.

select
    corrections.source,
    corrections.delivery_id,
    deliveries.file_name,
    corrections.line,
    corrections.column_name,
    corrections.shown_expected as delivered_value,
    corrections.shown_value as corrected_value,
    corrections.reason,
    corrections.reported_to,
    corrections.status,
    corrections.corrected_on
from {{ source('raw', 'corrections_in_force') }} as corrections
inner join {{ ref('stg_deliveries') }} as deliveries
    on corrections.delivery_id = deliveries.delivery_id
order by
    corrections.source,
    corrections.delivery_id,
    corrections.line,
    corrections.column_name
