-- Children who began a section 11.3 measure in the six months up to the cut date, and those of them
-- whose examination was decided after it (Tab. 6).
-- It goes back to the spells, because it asks when something began and not what is in force.

with covered as (

    select
        municipality_code,
        cut_date,
        six_months_before
    from {{ ref('core_covered_cut_dates') }}
    where has_measures

),

spells as (

    select
        municipality_code,
        person_id,
        birth_date,
        kind,
        start_date
    from {{ ref('core_spells') }}
    where kind in ('preventive_11_3', 'examination')

),

cohort as (

    select
        covered.municipality_code,
        covered.cut_date,
        spells.person_id,
        min(spells.start_date) as first_start_date
    from covered
    inner join spells
        on
            covered.municipality_code = spells.municipality_code
            and covered.six_months_before < spells.start_date
            and covered.cut_date >= spells.start_date
    where
        spells.kind = 'preventive_11_3'
        and {{ is_child_on('spells.birth_date', 'covered.cut_date') }}
    group by covered.municipality_code, covered.cut_date, spells.person_id

),

examined as (

    select distinct
        cohort.municipality_code,
        cohort.cut_date,
        cohort.person_id
    from cohort
    inner join spells
        on
            cohort.municipality_code = spells.municipality_code
            and cohort.person_id = spells.person_id
            and cohort.first_start_date < spells.start_date
            and cohort.cut_date >= spells.start_date
    where spells.kind = 'examination'

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        count(cohort.person_id) as cohort_count,
        count(examined.person_id) as examined_count
    from covered
    left join cohort
        on
            covered.municipality_code = cohort.municipality_code
            and covered.cut_date = cohort.cut_date
    left join examined
        on
            cohort.municipality_code = examined.municipality_code
            and cohort.cut_date = examined.cut_date
            and cohort.person_id = examined.person_id
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows(
    'counted',
    'cut_date',
    'cut_date',
    {'total': 'examined_count'},
    'cohort_count',
) }}
