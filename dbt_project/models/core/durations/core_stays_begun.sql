-- Stays that children began in the years before a cut date, with how long each has lasted up to it:
-- what the survival curves are of. A stay that goes on is censored at the cut date.

with covered as (

    select
        covered.municipality_code,
        covered.cut_date,
        -- Of those who came before the register was complete it only has who stayed: left out.
        greatest(
            coverage.known_from,
            cast(covered.cut_date - interval '{{ var('stays_begun_within_years') }} years' as date)
        ) as begun_from
    from {{ ref('core_covered_cut_dates') }} as covered
    inner join {{ ref('core_register_coverage') }} as coverage
        on
            covered.municipality_code = coverage.municipality_code
            and coverage.source = 'anbringelser'
    where covered.has_placements

)

select
    covered.municipality_code,
    covered.cut_date,
    stays.step_key as form,
    stays.person_id,
    least(coalesce(stays.end_date, covered.cut_date), covered.cut_date) - stays.start_date + 1
        as day_count,
    coalesce(stays.end_date < covered.cut_date, false) as has_ended
from covered
inner join {{ ref('core_step_episodes') }} as stays
    on
        covered.municipality_code = stays.municipality_code
        and stays.start_date between covered.begun_from and covered.cut_date
        and {{ is_child_on('stays.birth_date', 'stays.start_date') }}
where stays.step_key in ('institution', 'foster', 'network')
