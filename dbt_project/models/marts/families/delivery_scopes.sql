-- What each delivery speaks about, and which delivery counts for it.

select
    scopes.delivery_id,
    scopes.source,
    deliveries.file_name,
    scopes.delivered_on,
    scopes.scope,
    scopes.kommune as area_code,
    scopes.period,
    scopes.rows_accepted,
    coalesce(scopes.delivery_id = in_force.delivery_id, false) as is_in_force,
    in_force.delivery_id as in_force_delivery_id
from {{ source('raw', 'delivery_scopes') }} as scopes
inner join {{ ref('stg_deliveries') }} as deliveries
    on scopes.delivery_id = deliveries.delivery_id
left join {{ source('raw', 'deliveries_in_force') }} as in_force
    on
        scopes.source = in_force.source
        and scopes.scope = in_force.scope
order by
    scopes.source,
    scopes.scope,
    scopes.delivered_on,
    deliveries.file_name,
    scopes.delivery_id
