-- What a krone of each year is worth in prices of the base year; no row where an index is missing.

with indices as (

    select
        price_year,
        cast(price_index as double) as price_index
    from {{ ref('stg_price_index') }}

)

select
    indices.price_year,
    base.price_index / nullif(indices.price_index, 0) as price_factor
from indices
inner join indices as base
    on base.price_year = {{ var('price_year') }}
