-- How much of a step's expenditure rests on a step that is assumed: its share under the account
-- list, and under the other mapping that leaves assumed accounts unplaced. Service as such is the
-- same, and so is additional expenditure: what the list assumes is the step, never the role.

with amounts as (

    select
        municipality_code,
        account_year,
        account_status,
        step_key,
        coalesce(sum(amount_dkk_1000), 0) as gross_dkk_1000,
        coalesce(sum(amount_dkk_1000) filter (where is_step_assumed), 0) as assumed_dkk_1000
    from {{ ref('core_account_lines') }}
    where role = 'service' and amount_kind = '1'
    group by municipality_code, account_year, account_status, step_key

),

totals as (

    select
        municipality_code,
        account_year,
        sum(gross_dkk_1000) as gross_dkk_1000
    from amounts
    group by municipality_code, account_year

)

select
    amounts.municipality_code as area_code,
    areas.kommune_navn as area,
    amounts.account_year,
    amounts.step_key,
    cast(amounts.gross_dkk_1000 as double) as gross_dkk_1000,
    cast(amounts.assumed_dkk_1000 as double) as assumed_dkk_1000,
    100 * cast(amounts.gross_dkk_1000 as double) / nullif(totals.gross_dkk_1000, 0) as share_pct,
    100 * cast(amounts.gross_dkk_1000 - amounts.assumed_dkk_1000 as double)
    / nullif(totals.gross_dkk_1000, 0) as share_without_assumed_pct,
    case
        when totals.gross_dkk_1000 = 0 then 'not_applicable'
        when amounts.account_status = 'forventet' then 'provisional'
        else 'ok'
    end as status
from amounts
inner join totals
    on
        amounts.municipality_code = totals.municipality_code
        and amounts.account_year = totals.account_year
inner join {{ ref('municipalities') }} as areas
    on amounts.municipality_code = areas.kommune_kode
order by amounts.municipality_code, amounts.account_year, amounts.step_key
