-- Cases per caseworker on each counting date: mean, lowest, highest.
{% set cells = [
    ['caseload', 'mean', 'numerator', 'case_count'],
    ['caseload', 'mean', 'denominator', 'caseworker_count'],
    ['caseload', 'mean', 'value', 'mean_cases'],
    ['caseload', 'min', 'value', 'min_cases'],
    ['caseload', 'max', 'value', 'max_cases'],
] %}

select
    area_type,
    area_code,
    area,
    period_end as counted_on,
    -- Cases may be halves, where two caseworkers share one.
    max(numerator) filter (where breakdown = 'mean') as case_count,
    cast(max(denominator) filter (where breakdown = 'mean') as bigint) as caseworker_count,
    max(value) filter (where breakdown = 'mean') as mean_cases,
    max(value) filter (where breakdown = 'min') as min_cases,
    max(value) filter (where breakdown = 'max') as max_cases,
    max(status) filter (where breakdown = 'mean') as status,
    {{ suppressed_parts(cells) }} as suppressed_parts,
    max(note_ids) filter (where breakdown = 'mean') as note_ids
from {{ ref('key_figures') }}
where key_figure = 'caseload'
group by area_type, area_code, area, period_end
order by area_type, area_code, period_end
