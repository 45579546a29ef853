-- Cases per caseworker on the dates on which they were counted (Tab. 4).

with counted as (

    select
        municipality_code,
        counted_on,
        sum(case_count) as case_count,
        {{ sum_in_any_order('case_count * case_count') }} as squared_case_count,
        count(*) as caseworker_count,
        min(case_count) as min_cases,
        max(case_count) as max_cases
    from {{ ref('stg_caseloads') }}
    group by municipality_code, counted_on

)

{{ key_figure_rows(
    'counted',
    'counted_on',
    'counted_on',
    {'mean': 'case_count'},
    'caseworker_count',
    'squared_case_count',
) }}
union all

{{ key_figure_rows(
    'counted',
    'counted_on',
    'counted_on',
    {'min': 'min_cases', 'max': 'max_cases'},
    'null',
) }}
