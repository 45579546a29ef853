-- Each form of placement in per cent of all placed children (Fig. 36-39).

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
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows(
    'counted',
    'cut_date',
    'cut_date',
    {
        'institution': 'institution_count',
        'foster': 'foster_count',
        'network': 'network_count',
    },
    'placed_count',
) }}
