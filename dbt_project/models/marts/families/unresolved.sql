-- What no code list can place, where placements overlap, and whom the numbers leave in doubt:
-- counts to look into, without persons.

with unresolved as (

    select
        'unclaimed_account' as kind,
        municipality_code as area_code,
        cast(account_year as varchar) as period,
        concat(function, '.', grouping) as code,
        account_status as detail,
        1 as item_count,
        cast(gross_dkk_1000 as double) as gross_dkk_1000,
        cast(net_dkk_1000 as double) as net_dkk_1000
    from {{ ref('core_unclaimed_accounts') }}

    union all

    select
        'unresolved_code' as kind,
        municipality_code as area_code,
        cast(null as varchar) as period,
        place_code as code,
        place as detail,
        placement_count as item_count,
        cast(null as double) as gross_dkk_1000,
        cast(null as double) as net_dkk_1000
    from {{ ref('core_unresolved_codes') }}

    union all

    select
        'placement_conflict' as kind,
        municipality_code as area_code,
        cast(cut_date as varchar) as period,
        concat_ws(
            '+',
            case when has_institution then 'institution' end,
            case when has_foster then 'foster' end,
            case when has_network then 'network' end
        ) as code,
        cast(null as varchar) as detail,
        count(*) as item_count,
        cast(null as double) as gross_dkk_1000,
        cast(null as double) as net_dkk_1000
    from {{ ref('core_placement_conflicts') }}
    group by municipality_code, cut_date, has_institution, has_foster, has_network

    union all

    select
        'replacement_number' as kind,
        municipality_code as area_code,
        cast(null as varchar) as period,
        known_by as code,
        cast(null as varchar) as detail,
        person_count as item_count,
        cast(null as double) as gross_dkk_1000,
        cast(null as double) as net_dkk_1000
    from {{ ref('core_replacement_numbers') }}

    union all

    select
        'row_of_two_numbers' as kind,
        municipality_code as area_code,
        cast(null as varchar) as period,
        source as code,
        cast(null as varchar) as detail,
        repeated_count as item_count,
        cast(null as double) as gross_dkk_1000,
        cast(null as double) as net_dkk_1000
    from {{ ref('core_repeated_rows') }}

    union all

    select
        'circular_exchange' as kind,
        municipality_code as area_code,
        cast(null as varchar) as period,
        cast(null as varchar) as code,
        cast(null as varchar) as detail,
        count(*) as item_count,
        cast(null as double) as gross_dkk_1000,
        cast(null as double) as net_dkk_1000
    from {{ ref('stg_exchanged_numbers') }}
    where person_id is null
    group by municipality_code

)

select
    unresolved.kind,
    unresolved.area_code,
    municipalities.kommune_navn as area,
    unresolved.period,
    unresolved.code,
    unresolved.detail,
    cast(unresolved.item_count as bigint) as item_count,
    unresolved.gross_dkk_1000,
    unresolved.net_dkk_1000
from unresolved
left join {{ ref('municipalities') }} as municipalities
    on unresolved.area_code = municipalities.kommune_kode
order by
    unresolved.kind,
    unresolved.area_code,
    unresolved.period,
    unresolved.code,
    unresolved.detail
