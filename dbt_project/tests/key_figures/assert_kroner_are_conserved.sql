-- Every krone that counts in an account delivered is claimed by a role or listed as unclaimed.

-- Of the models that it is about, this one shows the result in Dagster.
{{ config(meta={'dagster': {'ref': {'name': 'core_account_amounts'}}}) }}

with delivered as (

    select
        municipality_code,
        account_year,
        account_status,
        sum(amount_dkk_1000) as net_dkk_1000,
        max(account_status) over (partition by municipality_code, account_year)
            as counting_status
    from {{ ref('stg_account_lines') }}
    group by municipality_code, account_year, account_status

),

counted as (

    select
        municipality_code,
        account_year,
        net_dkk_1000
    from {{ ref('core_account_amounts') }}

    union all

    select
        municipality_code,
        account_year,
        net_dkk_1000
    from {{ ref('core_unclaimed_accounts') }}

),

summed as (

    select
        municipality_code,
        account_year,
        sum(net_dkk_1000) as net_dkk_1000
    from counted
    group by municipality_code, account_year

)

select
    delivered.municipality_code,
    delivered.account_year,
    delivered.net_dkk_1000 as delivered_dkk_1000,
    summed.net_dkk_1000 as counted_dkk_1000
from delivered
left join summed
    on
        delivered.municipality_code = summed.municipality_code
        and delivered.account_year = summed.account_year
where
    -- In the alphabet regnskab comes after forventet: the final account, where there is one.
    delivered.account_status = delivered.counting_status
    and delivered.net_dkk_1000 is distinct from summed.net_dkk_1000
