-- By what amounts of each year were multiplied to be in prices of the base year, and the other way
-- round: what a reader needs to ask how much the choice of index decides.

select
    factors.price_year as account_year,
    cast(indices.price_index as double) as price_index,
    factors.price_factor
from {{ ref('core_price_factors') }} as factors
inner join {{ ref('stg_price_index') }} as indices on factors.price_year = indices.price_year
order by factors.price_year
