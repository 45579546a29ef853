-- The calendar years that figures are counted for, as far as any register tells.

with bounds as (

    select
        greatest(min(extract(year from known_from)), {{ var('first_calendar_year') }})
            as first_year,
        max(extract(year from known_until)) as last_year
    from {{ ref('core_register_coverage') }}

)

select cast(years.calendar_year as integer) as calendar_year
from bounds
cross join unnest(generate_series(bounds.first_year, bounds.last_year)) as years (calendar_year)
