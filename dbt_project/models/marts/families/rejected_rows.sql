-- Rows left out, each with line, rule and what to do; never with its values.

select
    rejected.delivery_id,
    rejected.source,
    rejected.file_name,
    deliveries.delivered_on,
    rejected.line,
    rejected.column_name,
    rejected.rule,
    rejected.message_da,
    rejected.message_en
from {{ source('raw', 'rejected_rows') }} as rejected
inner join {{ ref('stg_deliveries') }} as deliveries
    on rejected.delivery_id = deliveries.delivery_id
order by
    rejected.source,
    deliveries.delivered_on,
    rejected.file_name,
    rejected.delivery_id,
    rejected.line,
    rejected.column_name,
    rejected.rule
