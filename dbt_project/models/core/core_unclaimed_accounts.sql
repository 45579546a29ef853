-- Accounts that no row of the account list claims: they count nowhere, so they are shown here.

select
    municipality_code,
    account_year,
    account_status,
    function,
    grouping,
    coalesce(sum(amount_dkk_1000) filter (where amount_kind = '1'), 0) as gross_dkk_1000,
    sum(amount_dkk_1000) as net_dkk_1000
from {{ ref('core_account_lines') }}
where role is null
group by municipality_code, account_year, account_status, function, grouping
