-- How unequal caseloads are: the standard deviation of the cases per caseworker (Tab. 4, p. 49: the
-- report gives the highest and the lowest).

-- From exact sums: threads would differ in the last digit.
with sums as (

    select
        municipality_code,
        counted_on,
        count(*) as caseworker_count,
        cast(sum(case_count) as double) as total,
        cast({{ sum_in_any_order('case_count * case_count') }} as double) as squares
    from {{ ref('stg_caseloads') }}
    group by municipality_code, counted_on

),

counted as (

    select
        municipality_code,
        counted_on,
        -- Of a single caseworker there is none; of equal caseloads it is exactly 0.
        sqrt(
            greatest(squares - total * total / caseworker_count, 0)
            / nullif(caseworker_count - 1, 0)
        ) as standard_deviation
    from sums

)

{{ key_figure_rows(
    'counted', 'counted_on', 'counted_on', {'standard_deviation': 'standard_deviation'}, 'null'
) }}
