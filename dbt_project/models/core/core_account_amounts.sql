-- Expenditure by role and step: gross and net in current prices, net also in fixed prices.
{{ config(materialized='table') }}

with amounts as (

    select
        municipality_code,
        account_year,
        account_status,
        role,
        step,
        step_key,
        coalesce(sum(amount_dkk_1000) filter (where amount_kind = '1'), 0) as gross_dkk_1000,
        sum(amount_dkk_1000) as net_dkk_1000
    from {{ ref('core_account_lines') }}
    where role is not null
    group by municipality_code, account_year, account_status, role, step, step_key

)

select
    amounts.municipality_code,
    amounts.account_year,
    amounts.account_status,
    amounts.role,
    amounts.step,
    amounts.step_key,
    amounts.gross_dkk_1000,
    amounts.net_dkk_1000,
    -- Money is exact up to here; a price factor is no longer a number of kroner.
    cast(amounts.net_dkk_1000 as double) * factors.price_factor as net_fixed_price_dkk_1000
from amounts
left join {{ ref('core_price_factors') }} as factors
    on amounts.account_year = factors.price_year
