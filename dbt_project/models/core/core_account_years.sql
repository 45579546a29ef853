-- The years that a municipality has accounts of, its caseworkers' pay, and what is only expected.

with accounts as (

    select
        municipality_code,
        account_year,
        max(account_status) as account_status
    from {{ ref('core_account_lines') }}
    group by municipality_code, account_year

),

pay as (

    select
        municipality_code,
        account_year,
        amount_dkk_1000,
        account_status
    from {{ ref('stg_caseworker_pay') }}
    qualify
        row_number() over (
            partition by municipality_code, account_year
            order by case when account_status = 'regnskab' then 0 else 1 end
        ) = 1

)

select
    accounts.municipality_code,
    accounts.account_year,
    accounts.account_status = 'forventet' as is_account_provisional,
    coalesce(pay.account_status = 'forventet', false) as is_pay_provisional,
    coalesce(pay.amount_dkk_1000, 0) as caseworker_pay_dkk_1000,
    factors.price_factor
from accounts
left join pay
    on
        accounts.municipality_code = pay.municipality_code
        and accounts.account_year = pay.account_year
left join {{ ref('core_price_factors') }} as factors
    on accounts.account_year = factors.price_year
