-- The deliveries that the figures are made from: what is in force for at least one scope.

select
    delivery_id,
    source,
    file_name,
    sha256,
    delivered_on
from {{ ref('deliveries') }}
where is_in_force
order by source, delivered_on, file_name, delivery_id
