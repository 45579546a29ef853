-- Inquiries so far per month and per year that the teams have been open (003, p. 8: 22 and 265).
{% set months_of_a_year = 12 %}

with inquiries as (

    select
        municipality_code,
        last_day,
        month_count,
        inquiry_count
    from {{ ref('core_inquiries') }}

)

{{ key_figure_rows(
    'inquiries', 'last_day', 'last_day', {'per_month': 'inquiry_count'}, 'month_count'
) }}
union all

{{ key_figure_rows(
    'inquiries',
    'last_day',
    'last_day',
    {'per_year': 'inquiry_count'},
    'cast(month_count as double) / ' ~ months_of_a_year,
) }}
