-- Pupils in special provision, and all pupils (000, p. 5 and 11: the goal of 3 per cent).

with counted as (

    select
        municipality_code,
        calendar_year,
        make_date(calendar_year, 12, 31) as last_day,
        person_count,
        whole_count
    from {{ ref('stg_education') }}
    where counted_of = 'specialtilbud'

)

{{ key_figure_rows(
    'counted', 'calendar_year', 'last_day', {'total': 'person_count'}, 'whole_count'
) }}
