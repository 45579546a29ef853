-- Net expenditure in fixed prices: service, administration and both (Fig. 48, 57, 66).

with years as (

    select
        municipality_code,
        account_year,
        caseworker_pay_dkk_1000,
        price_factor
    from {{ ref('core_account_years') }}

),

roles as (

    select
        municipality_code,
        account_year,
        sum(net_dkk_1000) filter (where role = 'service') as service_dkk_1000,
        sum(net_dkk_1000) filter (where role = 'administration') as administration_dkk_1000
    from {{ ref('core_account_amounts') }}
    group by municipality_code, account_year

),

-- Exact kroner up to here: the price factor is applied once, at the end.
current_prices as (

    select
        years.municipality_code,
        years.account_year,
        make_date(years.account_year, 12, 31) as last_day,
        years.price_factor,
        coalesce(roles.service_dkk_1000, 0) as service_dkk_1000,
        coalesce(roles.administration_dkk_1000, 0) + years.caseworker_pay_dkk_1000
            as administration_dkk_1000
    from years
    left join roles
        on
            years.municipality_code = roles.municipality_code
            and years.account_year = roles.account_year

),

with_administration as (

    select
        municipality_code,
        account_year,
        last_day,
        price_factor,
        administration_dkk_1000,
        service_dkk_1000 + administration_dkk_1000 as total_dkk_1000
    from current_prices
    where account_year >= {{ var('administration_from_year') }}

)

{{ key_figure_rows(
    'current_prices',
    'account_year',
    'last_day',
    {'service': 'cast(service_dkk_1000 as double) * price_factor'},
    'null',
) }}
union all

{{ key_figure_rows(
    'with_administration',
    'account_year',
    'last_day',
    {
        'administration': 'cast(administration_dkk_1000 as double) * price_factor',
        'total': 'cast(total_dkk_1000 as double) * price_factor',
    },
    'null',
) }}
