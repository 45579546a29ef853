-- Children with a section 11.3 measure in force per 1,000 inhabitants of 0-17 years (Fig. 47, 56,
-- 65).

with children as (

    select
        municipality_code,
        cut_date,
        person_id
    from {{ ref('core_child_on_cut_date') }}
    where is_child and has_preventive_11_3

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        covered.population,
        count(children.person_id) as children_count
    from {{ ref('core_covered_cut_dates') }} as covered
    left join children
        on
            covered.municipality_code = children.municipality_code
            and covered.cut_date = children.cut_date
    where covered.has_measures
    group by covered.municipality_code, covered.cut_date, covered.population

)

{{ key_figure_rows(
    'counted',
    'cut_date',
    'cut_date',
    {'total': 'children_count'},
    'population',
) }}
