-- Children in institutions on the previous cut date, still under 18: who has left, and where they
-- are now (Fig. 40-44).

with children as (

    select
        municipality_code,
        cut_date,
        person_id,
        birth_date,
        form,
        is_child
    from {{ ref('core_child_on_cut_date') }}

),

covered as (

    select
        municipality_code,
        cut_date,
        previous_cut_date
    from {{ ref('core_covered_cut_dates') }}
    where has_placements and previous_cut_date is not null

),

cohort as (

    select
        covered.municipality_code,
        covered.cut_date,
        children.person_id
    from covered
    inner join children
        on
            covered.municipality_code = children.municipality_code
            and covered.previous_cut_date = children.cut_date
    where
        children.form = 'institution'
        and children.is_child
        and {{ is_child_on('children.birth_date', 'covered.cut_date') }}

),

moved as (

    select
        cohort.municipality_code,
        cohort.cut_date,
        cohort.person_id,
        coalesce(children.form, 'none') as form_now
    from cohort
    left join children
        on
            cohort.municipality_code = children.municipality_code
            and cohort.cut_date = children.cut_date
            and cohort.person_id = children.person_id

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        count(moved.person_id) as cohort_count,
        count(moved.person_id) filter (where moved.form_now <> 'institution') as ceased_count,
        count(moved.person_id) filter (where moved.form_now in ('foster', 'network'))
            as other_placement_count,
        count(moved.person_id) filter (where moved.form_now = 'none') as not_placed_count
    from covered
    left join moved
        on
            covered.municipality_code = moved.municipality_code
            and covered.cut_date = moved.cut_date
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows(
    'counted',
    'cut_date',
    'cut_date',
    {
        'ceased': 'ceased_count',
        'other_placement': 'other_placement_count',
        'not_placed': 'not_placed_count',
    },
    'cohort_count',
) }}
