-- By what amounts of each year were multiplied to be in prices of the base year: so that a reader
-- can ask how much the price index decides.

select
    price_year as account_year,
    price_factor
from {{ ref('core_price_factors') }}
order by price_year
