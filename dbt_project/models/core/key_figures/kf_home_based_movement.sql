-- Children who were home-based and not placed a year ago: up to a placement, no movement, or down
-- to neither (Fig. 46, 55, 64). Those who turned 18 since are not taken out, as in the report.

with children as (

    select
        municipality_code,
        cut_date,
        person_id,
        is_child,
        is_placed,
        has_home_based
    from {{ ref('core_child_on_cut_date') }}

),

covered as (

    select
        municipality_code,
        cut_date,
        year_before
    from {{ ref('core_covered_cut_dates') }}
    where has_placements and has_measures and year_before is not null

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
            and covered.year_before = children.cut_date
    where
        children.is_child
        and children.has_home_based
        and not children.is_placed

),

moved as (

    select
        cohort.municipality_code,
        cohort.cut_date,
        cohort.person_id,
        case
            when children.is_placed then 'up'
            when children.has_home_based then 'none'
            else 'down'
        end as movement
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
        count(moved.person_id) filter (where moved.movement = 'up') as up_count,
        count(moved.person_id) filter (where moved.movement = 'none') as none_count,
        count(moved.person_id) filter (where moved.movement = 'down') as down_count
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
    {'up': 'up_count', 'none': 'none_count', 'down': 'down_count'},
    'cohort_count',
) }}
