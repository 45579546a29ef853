-- The ledger as it was known on the day asked for: what was delivered later is not there, nor,
-- on such a day, a refused file without a date.

select
    deliveries.delivery_id,
    deliveries.source,
    deliveries.file_name,
    deliveries.sha256,
    deliveries.size_bytes,
    deliveries.delivered_on,
    deliveries.encoding,
    deliveries.lines_read,
    deliveries.lines_accepted,
    deliveries.lines_rejected,
    deliveries.lines_structural,
    deliveries.columns_ignored,
    deliveries.normalisations,
    deliveries.shrink_reason,
    deliveries.outcome,
    deliveries.rule,
    deliveries.message_da,
    deliveries.message_en,
    deliveries.superseded_by
from {{ source('raw', 'deliveries') }} as deliveries
cross join {{ source('raw', 'as_of') }} as known
where known.as_of is null or deliveries.delivered_on <= known.as_of
