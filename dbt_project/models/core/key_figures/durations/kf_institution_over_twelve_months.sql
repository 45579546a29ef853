-- Children in institutions on the cut date whose stay has lasted for more than twelve months
-- (Esbjerg 2014, p. 7: stays are not to exceed a year as a rule).

with covered as (

    select
        municipality_code,
        cut_date
    from {{ ref('core_covered_cut_dates') }}
    where has_placements

),

stays as (

    select
        municipality_code,
        person_id,
        birth_date,
        start_date,
        end_date
    from {{ ref('core_step_episodes') }}
    where step_key = 'institution'

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        count(stays.person_id) as stay_count,
        count(stays.person_id) filter (
            where
            cast(
                stays.start_date + interval '{{ var('long_institution_months') }} months'
                as date
            ) <= covered.cut_date
        ) as long_count
    from covered
    left join stays
        on
            covered.municipality_code = stays.municipality_code
            and {{ is_in_force('stays.start_date', 'stays.end_date', 'covered.cut_date') }}
            and {{ is_child_on('stays.birth_date', 'covered.cut_date') }}
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows('counted', 'cut_date', 'cut_date', {'total': 'long_count'}, 'stay_count') }}
