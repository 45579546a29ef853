-- From step to step between any two cut dates.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with known as (

    select
        municipality_code,
        cut_date
    from {{ ref('core_covered_cut_dates') }}
    where has_placements and has_measures and {{ is_to_derive('municipality_code') }}

),

steps as (

    select
        steps.municipality_code,
        steps.person_id,
        steps.cut_date,
        steps.step_key,
        {{ birthday_of_an_adult('steps.birth_date') }} as adult_from
    from {{ ref('core_step_on_cut_date') }} as steps
    inner join known
        on
            steps.municipality_code = known.municipality_code
            and steps.cut_date = known.cut_date

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

-- On a step on both dates.
stayed as (

    select
        earlier.municipality_code,
        earlier.cut_date as from_date,
        later.cut_date as to_date,
        earlier.step_key as from_step,
        later.step_key as to_step,
        count(*) as child_count
    from steps as earlier
    inner join steps as later
        on
            earlier.municipality_code = later.municipality_code
            and earlier.person_id = later.person_id
            and earlier.cut_date < later.cut_date
    group by all

),

-- On a step on the earlier date, and grown up on the later one.
grown_up as (

    select
        pairs.municipality_code,
        pairs.from_date,
        pairs.to_date,
        steps.step_key as from_step,
        'out_of_age' as to_step,
        count(*) as child_count
    from pairs
    inner join steps
        on
            pairs.municipality_code = steps.municipality_code
            and pairs.from_date = steps.cut_date
            and pairs.to_date >= steps.adult_from
    group by all

),

totals as (

    select
        municipality_code,
        cut_date,
        step_key,
        count(*) as child_count
    from steps
    group by all

),

-- Whoever came from no step or went to none is what the others leave of the totals: to set each
-- child against each pair of dates would take ten times as long.
parts as (

    {% for moved in ('stayed', 'grown_up') %}
        select * from {{ moved }}

        union all

        select
            municipality_code,
            from_date,
            to_date,
            from_step,
            'none' as to_step,
            -child_count as child_count
        from {{ moved }}

        union all
    {% endfor %}

    select
        municipality_code,
        from_date,
        to_date,
        'none' as from_step,
        to_step,
        -child_count as child_count
    from stayed

    union all

    select
        pairs.municipality_code,
        pairs.from_date,
        pairs.to_date,
        totals.step_key as from_step,
        'none' as to_step,
        totals.child_count
    from pairs
    inner join totals
        on
            pairs.municipality_code = totals.municipality_code
            and pairs.from_date = totals.cut_date

    union all

    select
        pairs.municipality_code,
        pairs.from_date,
        pairs.to_date,
        'none' as from_step,
        totals.step_key as to_step,
        totals.child_count
    from pairs
    inner join totals
        on
            pairs.municipality_code = totals.municipality_code
            and pairs.to_date = totals.cut_date

)

select
    municipality_code,
    from_date,
    to_date,
    from_step,
    to_step,
    cast(sum(child_count) as bigint) as child_count
from parts
group by municipality_code, from_date, to_date, from_step, to_step
having sum(child_count) > 0
