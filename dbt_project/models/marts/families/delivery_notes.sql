-- What was read differently from how it was written, by delivery, column and rule.

select
    notes.delivery_id,
    notes.source,
    notes.file_name,
    deliveries.delivered_on,
    notes.column_name,
    notes.rule,
    notes.occurrences,
    notes.message_da,
    notes.message_en
from {{ source('raw', 'delivery_notes') }} as notes
inner join {{ ref('stg_deliveries') }} as deliveries
    on notes.delivery_id = deliveries.delivery_id
order by
    notes.source,
    deliveries.delivered_on,
    notes.file_name,
    notes.delivery_id,
    notes.column_name,
    notes.rule
