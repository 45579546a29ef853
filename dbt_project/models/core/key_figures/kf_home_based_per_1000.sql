-- Children with home-based measures per 1,000 inhabitants of 0-17 years (Fig. 45, 54, 63;
-- Tab. 7, 11, 15). The total is the plain sum of the types, as the report's headline is.
{% set types = [
    'preventive_measure',
    'home_based_placement',
    'parent_directed',
    'family_residential',
] %}

with children as (

    select
        municipality_code,
        cut_date,
        person_id,
        {% for type in types %}
            has_{{ type }},
        {% endfor %}
        has_home_based
    from {{ ref('core_child_on_cut_date') }}
    where is_child and has_home_based

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        covered.population,
        {% for type in types %}
            count(children.person_id) filter (where children.has_{{ type }}) as {{ type }}_count,
        {% endfor %}
        count(children.person_id) as children_count
    from {{ ref('core_covered_cut_dates') }} as covered
    left join children
        on
            covered.municipality_code = children.municipality_code
            and covered.cut_date = children.cut_date
    where covered.has_placements and covered.has_measures
    group by covered.municipality_code, covered.cut_date, covered.population

)

{{ key_figure_rows(
    'counted',
    'cut_date',
    'cut_date',
    {
        'preventive_measure': 'preventive_measure_count',
        'home_based_placement': 'home_based_placement_count',
        'parent_directed': 'parent_directed_count',
        'family_residential': 'family_residential_count',
        'total': 'preventive_measure_count + home_based_placement_count'
            ~ ' + parent_directed_count + family_residential_count',
        'children': 'children_count',
    },
    'population',
) }}
