-- The inquiries of each municipality's teams so far: when they began, and the sum of all districts.
-- Periods are whole months (expectations/henvendelser.py), so months are counted by their numbers.
{% set months_of_a_year = 12 %}

with so_far as (

    select
        municipality_code,
        min(first_day) as first_day,
        max(last_day) as last_day,
        sum(inquiry_count) as inquiry_count
    from {{ ref('stg_inquiries') }}
    group by municipality_code

)

select
    municipality_code,
    first_day,
    last_day,
    {{ months_of_a_year }} * (extract(year from last_day) - extract(year from first_day))
    + extract(month from last_day) - extract(month from first_day) + 1 as month_count,
    inquiry_count
from so_far
