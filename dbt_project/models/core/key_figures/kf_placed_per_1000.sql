-- Placed children per 1,000 inhabitants of 0-17 years, in all and by form (Fig. 35).

with placed as (

    select
        municipality_code,
        cut_date,
        person_id,
        form
    from {{ ref('core_child_on_cut_date') }}
    where is_child and is_placed

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        covered.population_year,
        count(placed.person_id) as placed_count,
        count(placed.person_id) filter (where placed.form = 'institution') as institution_count,
        count(placed.person_id) filter (where placed.form = 'foster') as foster_count,
        count(placed.person_id) filter (where placed.form = 'network') as network_count
    from {{ ref('core_covered_cut_dates') }} as covered
    left join placed
        on
            covered.municipality_code = placed.municipality_code
            and covered.cut_date = placed.cut_date
    where covered.has_placements
    group by covered.municipality_code, covered.cut_date, covered.population_year

),

rated as (

    select
        counted.municipality_code,
        counted.cut_date,
        counted.placed_count,
        counted.institution_count,
        counted.foster_count,
        counted.network_count,
        population.population
    from counted
    left join {{ ref('core_population') }} as population
        on
            counted.municipality_code = population.municipality_code
            and counted.population_year = population.population_year

)

{{ key_figure_rows(
    'rated',
    'cut_date',
    'cut_date',
    {
        'total': 'placed_count',
        'institution': 'institution_count',
        'foster': 'foster_count',
        'network': 'network_count',
    },
    'population',
) }}
