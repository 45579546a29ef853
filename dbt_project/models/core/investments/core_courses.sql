-- What a provider's mean course costs in kroner, today and under the new practice (003 pp. 11, 15).

with courses as (

    select
        municipality_code,
        provider,
        rate_year,
        practice,
        -- The printed prices are those of months of a twelfth of 365 days.
        sum(month_count * rate_dkk_per_day) * {{ var('days_of_a_year') }} / 12 as price_dkk
    from {{ ref('stg_rates') }}
    group by municipality_code, provider, rate_year, practice

)

select
    municipality_code,
    provider,
    rate_year,
    make_date(rate_year, 12, 31) as last_day,
    max(price_dkk) filter (where practice = 'i_dag') as today_dkk,
    max(price_dkk) filter (where practice = 'ny') as new_dkk,
    max(price_dkk) filter (where practice = 'i_dag')
    - max(price_dkk) filter (where practice = 'ny') as saving_dkk
from courses
group by municipality_code, provider, rate_year
