-- The cut dates that a municipality's deliveries reach, with the denominator of the rates: a
-- delivery knows what was up to its day.

with coverage as (

    select
        municipality_code,
        max(delivered_on) filter (where source = 'anbringelser') as placements_until,
        max(delivered_on) filter (where source = 'foranstaltninger') as measures_until
    from {{ ref('core_coverage') }}
    where source in ('anbringelser', 'foranstaltninger')
    group by municipality_code

)

select
    coverage.municipality_code,
    cut_dates.cut_date,
    cut_dates.previous_cut_date,
    cut_dates.year_before,
    cut_dates.six_months_before,
    population.population,
    coalesce(cut_dates.cut_date <= coverage.placements_until, false) as has_placements,
    coalesce(cut_dates.cut_date <= coverage.measures_until, false) as has_measures
from coverage
cross join {{ ref('core_cut_dates') }} as cut_dates
left join {{ ref('core_population') }} as population
    on
        coverage.municipality_code = population.municipality_code
        and cut_dates.population_year = population.population_year
where
    cut_dates.cut_date <= coverage.placements_until
    or cut_dates.cut_date <= coverage.measures_until
