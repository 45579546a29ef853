-- Inquiries so far (003, p. 8), and none on the day before the teams opened. The states between are
-- left out: by subtraction they would tell how few came in a single month.

with states as (

    select
        municipality_code,
        cast(first_day - interval '1 day' as date) as known_on,
        0 as inquiry_count
    from {{ ref('core_inquiries') }}

    union all

    select
        municipality_code,
        last_day as known_on,
        inquiry_count
    from {{ ref('core_inquiries') }}

)

{{ key_figure_rows(
    'states', 'known_on', 'known_on', {'total': 'inquiry_count'}, 'cast(null as double)'
) }}
