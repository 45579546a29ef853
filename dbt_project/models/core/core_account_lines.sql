-- The account lines that count, each with what the account list says about it.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

-- Where a municipality and year has a final account, the expected one does not count.
with lines as (

    select
        municipality_code,
        account_year,
        function,
        grouping,
        amount_kind,
        amount_dkk_1000,
        account_status
    from {{ ref('stg_account_lines') }}
    where {{ is_to_derive('municipality_code') }}
    qualify
        account_status = 'regnskab'
        or count(*) filter (where account_status = 'regnskab')
            over (partition by municipality_code, account_year)
        = 0

),

-- The row of the exact grouping claims an account before the row '*', within their years only.
claims as (

    select
        lines.municipality_code,
        lines.account_year,
        lines.function,
        lines.grouping,
        account_steps.role,
        account_steps.step,
        -- The account list says so itself where neither report nor accounts settle the step.
        starts_with(account_steps.evidence, 'assumption') as is_step_assumed
    from (
        select distinct
            municipality_code,
            account_year,
            function,
            grouping
        from lines
    ) as lines
    inner join {{ ref('account_steps') }} as account_steps
        on
            lines.function = account_steps.function
            and account_steps.grouping in (lines.grouping, '*')
            and (account_steps.valid_from is null or lines.account_year >= account_steps.valid_from)
            and (account_steps.valid_to is null or lines.account_year <= account_steps.valid_to)
    qualify
        row_number() over (
            partition by
                lines.municipality_code,
                lines.account_year,
                lines.function,
                lines.grouping
            order by case when account_steps.grouping = '*' then 1 else 0 end
        ) = 1

)

select
    lines.municipality_code,
    lines.account_year,
    lines.account_status,
    lines.function,
    lines.grouping,
    lines.amount_kind,
    lines.amount_dkk_1000,
    claims.role,
    claims.step,
    coalesce(claims.is_step_assumed, false) as is_step_assumed,
    coalesce(steps.key, 'unplaced') as step_key
from lines
left join claims
    on
        lines.municipality_code = claims.municipality_code
        and lines.account_year = claims.account_year
        and lines.function = claims.function
        and lines.grouping = claims.grouping
left join {{ ref('staircase_steps') }} as steps
    on claims.step = steps.step
