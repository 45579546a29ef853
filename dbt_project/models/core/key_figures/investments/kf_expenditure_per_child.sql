-- Net service expenditure in kroner, prices of 2017, per inhabitant of 0-17 years.

with service as (

    select
        municipality_code,
        account_year,
        cast({{ sum_in_any_order('net_fixed_price_dkk_1000') }} as double) * 1000 as net_dkk
    from {{ ref('core_account_amounts') }}
    where role = 'service'
    group by municipality_code, account_year

)

select
    'municipality' as area_type,
    years.municipality_code as area_code,
    cast(years.account_year as varchar) as period,
    make_date(years.account_year, 12, 31) as period_end,
    'service' as breakdown,
    service.net_dkk as numerator,
    cast(population.population as double) as denominator,
    cast(null as double) as sum_of_squares
from {{ ref('core_account_years') }} as years
left join service
    on
        years.municipality_code = service.municipality_code
        and years.account_year = service.account_year
left join {{ ref('core_population') }} as population
    on
        years.municipality_code = population.municipality_code
        and years.account_year = population.population_year
