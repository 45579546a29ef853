-- Who has delivered which source, and up to when it is known: the delivery day of what is in force.

select
    source,
    kommune as municipality_code,
    max(delivered_on) as delivered_on
from {{ source('raw', 'deliveries_in_force') }}
where kommune is not null
group by source, kommune
