-- Cases per full-time equivalent (Tab. 4, note ****: "sager i forhold til fuldtidsstillinger"). A
-- part-time caseworker whose hours are not delivered leaves it unknown.

with counted as (

    select
        municipality_code,
        counted_on,
        sum(case_count) as case_count,
        case
            when count(coalesce(full_time_equivalent, case when is_full_time then 1 end)) = count(*)
                then sum(coalesce(full_time_equivalent, 1))
        end as full_time_equivalents
    from {{ ref('stg_caseloads') }}
    group by municipality_code, counted_on

)

{{ key_figure_rows(
    'counted', 'counted_on', 'counted_on', {'mean': 'case_count'}, 'full_time_equivalents'
) }}
