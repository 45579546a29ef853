-- Young people who get a youth education, and all of their age (000, p. 5: the 95 per cent goal).

with counted as (

    select
        municipality_code,
        calendar_year,
        make_date(calendar_year, 12, 31) as last_day,
        person_count,
        whole_count
    from {{ ref('stg_education') }}
    where counted_of = 'ungdomsuddannelse'

)

{{ key_figure_rows(
    'counted', 'calendar_year', 'last_day', {'total': 'person_count'}, 'whole_count'
) }}
