-- The dates that children are counted on, and the dates that each is compared with.

select
    cut_date,
    cut_number,
    previous_cut_date,
    year_before,
    six_months_before,
    population_year
from {{ source('raw', 'cut_dates') }}
