-- From step to step between any two cut dates, for analysts of the house: not released, because no
-- disclosure control could keep so many counts of the same children apart.

with steps as (

    select
        municipality_code,
        person_id,
        cut_date,
        step_key
    from {{ ref('core_step_on_cut_date') }}

),

known as (

    select
        municipality_code,
        cut_date
    from {{ ref('core_covered_cut_dates') }}
    where has_placements and has_measures

),

pairs as (

    select
        earlier.municipality_code,
        earlier.cut_date as from_date,
        later.cut_date as to_date
    from known as earlier
    inner join known as later
        on
            earlier.municipality_code = later.municipality_code
            and earlier.cut_date < later.cut_date

),

moves as (

    select
        pairs.municipality_code,
        pairs.from_date,
        pairs.to_date,
        earlier.person_id,
        earlier.step_key as from_step,
        cast(null as varchar) as to_step
    from pairs
    inner join steps as earlier
        on
            pairs.municipality_code = earlier.municipality_code
            and pairs.from_date = earlier.cut_date

    union all

    select
        pairs.municipality_code,
        pairs.from_date,
        pairs.to_date,
        later.person_id,
        cast(null as varchar) as from_step,
        later.step_key as to_step
    from pairs
    inner join steps as later
        on
            pairs.municipality_code = later.municipality_code
            and pairs.to_date = later.cut_date

),

children as (

    select
        municipality_code,
        from_date,
        to_date,
        person_id,
        max(from_step) as from_step,
        max(to_step) as to_step
    from moves
    group by municipality_code, from_date, to_date, person_id

),

birth_dates as (

    select distinct
        municipality_code,
        person_id,
        birth_date
    from {{ ref('core_step_on_cut_date') }}

),

named as (

    select
        children.municipality_code,
        children.from_date,
        children.to_date,
        coalesce(children.from_step, 'none') as from_step,
        case
            when
                not {{ is_child_on('birth_dates.birth_date', 'children.to_date') }}
                then 'out_of_age'
            else coalesce(children.to_step, 'none')
        end as to_step
    from children
    inner join birth_dates
        on
            children.municipality_code = birth_dates.municipality_code
            and children.person_id = birth_dates.person_id

)

select
    municipality_code,
    from_date,
    to_date,
    from_step,
    to_step,
    count(*) as child_count
from named
group by municipality_code, from_date, to_date, from_step, to_step
order by municipality_code, from_date, to_date, from_step, to_step
