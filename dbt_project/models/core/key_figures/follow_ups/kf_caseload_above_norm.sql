-- Caseworkers with more cases than the municipality's own norm (004, p. 48), and all of them.

with counted as (

    select
        caseloads.municipality_code,
        caseloads.counted_on,
        count(*) as caseworker_count,
        count(*) filter (where caseloads.case_count > norms.high_cases) as above_count
    from {{ ref('stg_caseloads') }} as caseloads
    inner join {{ ref('caseload_norms') }} as norms
        on
            caseloads.municipality_code = norms.area_code
            and {{ is_in_force('norms.valid_from', 'norms.valid_to', 'caseloads.counted_on') }}
    group by caseloads.municipality_code, caseloads.counted_on

)

{{ key_figure_rows(
    'counted', 'counted_on', 'counted_on', {'total': 'above_count'}, 'caseworker_count'
) }}
