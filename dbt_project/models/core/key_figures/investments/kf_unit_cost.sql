-- What a full-year child on each step costs: gross service expenditure of the step in 1,000 kr.,
-- prices of 2017, over its full-year children (asked for by municipalities, KORA 2017).

with expenditure as (

    select
        municipality_code,
        account_year,
        step_key,
        sum(gross_dkk_1000) as gross_dkk_1000
    from {{ ref('core_account_amounts') }}
    where role = 'service'
    group by municipality_code, account_year, step_key

)

select
    'municipality' as area_type,
    used.municipality_code as area_code,
    cast(used.calendar_year as varchar) as period,
    used.last_day as period_end,
    used.step_key as breakdown,
    cast(coalesce(expenditure.gross_dkk_1000, 0) as double) * factors.price_factor
    / nullif(cast(used.day_count as double) / used.year_days, 0) as numerator,
    cast(null as double) as denominator,
    cast(null as double) as sum_of_squares
from {{ ref('core_step_years') }} as used
inner join {{ ref('core_account_years') }} as years
    on
        used.municipality_code = years.municipality_code
        and used.calendar_year = years.account_year
left join expenditure
    on
        used.municipality_code = expenditure.municipality_code
        and used.calendar_year = expenditure.account_year
        and used.step_key = expenditure.step_key
left join {{ ref('core_price_factors') }} as factors
    on used.calendar_year = factors.price_year
