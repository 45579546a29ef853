-- Cases per caseworker on each counting date: mean, lowest, highest.

select
    area_type,
    area_code,
    area,
    period_end as counted_on,
    max(numerator) filter (where breakdown = 'mean') as case_count,
    cast(max(denominator) filter (where breakdown = 'mean') as bigint) as caseworker_count,
    max(value) filter (where breakdown = 'mean') as mean_cases,
    max(value) filter (where breakdown = 'min') as min_cases,
    max(value) filter (where breakdown = 'max') as max_cases,
    max(status) filter (where breakdown = 'mean') as status,
    max(note_ids) filter (where breakdown = 'mean') as note_ids
from {{ ref('key_figures') }}
where key_figure = 'caseload'
group by area_type, area_code, area, period_end
order by area_type, area_code, period_end
