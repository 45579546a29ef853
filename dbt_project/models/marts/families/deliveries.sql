-- The ledger of deliveries: what came, what was accepted, and for how much of it is in force.

with in_force as (

    select
        delivery_id,
        count(*) as scope_count
    from {{ source('raw', 'deliveries_in_force') }}
    group by delivery_id

)

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
    deliveries.superseded_by,
    in_force.delivery_id is not null as is_in_force,
    coalesce(in_force.scope_count, 0) as scopes_in_force_count
from {{ ref('stg_deliveries') }} as deliveries
left join in_force
    on deliveries.delivery_id = in_force.delivery_id
order by deliveries.source, deliveries.delivered_on, deliveries.file_name, deliveries.delivery_id
