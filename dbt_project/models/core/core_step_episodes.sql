-- How long children stayed on a step of the staircase: one row for each unbroken time on one step.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with steps as (

    select
        step,
        key as step_key
    from {{ ref('staircase_steps') }}

),

spells as (

    select
        spells.municipality_code,
        spells.person_id,
        spells.birth_date,
        steps.step,
        spells.start_date,
        -- The first day on which it is no longer in force; none while it is running.
        cast(spells.end_date + interval '1 day' as date) as until_date
    from {{ ref('core_spells') }} as spells
    inner join steps
        on
            steps.step_key = case
                when spells.kind = 'preventive_11_3' then 'preventive'
                when spells.kind = 'home_based' then 'home_based'
                when spells.form = 'home_based_placement' then 'home_based'
                when spells.kind = 'placement' then spells.form
            end
    where {{ is_to_derive('spells.municipality_code') }}

),

-- A child's state can only change where a spell begins or has ended.
changes as (

    select
        municipality_code,
        person_id,
        birth_date,
        start_date as changed_on
    from spells

    union

    select
        municipality_code,
        person_id,
        birth_date,
        until_date as changed_on
    from spells
    where until_date is not null

),

pieces as (

    select
        municipality_code,
        person_id,
        birth_date,
        changed_on as start_date,
        lead(changed_on) over (
            partition by municipality_code, person_id, birth_date order by changed_on
        ) as until_date
    from changes

),

-- On each day the most intrusive measure counts, as it does on the cut dates.
states as (

    select
        pieces.municipality_code,
        pieces.person_id,
        pieces.birth_date,
        pieces.start_date,
        pieces.until_date,
        max(spells.step) as step
    from pieces
    inner join spells
        on
            pieces.municipality_code = spells.municipality_code
            and pieces.person_id = spells.person_id
            and pieces.birth_date = spells.birth_date
            and pieces.start_date >= spells.start_date
            and (spells.until_date is null or pieces.start_date < spells.until_date)
    group by
        pieces.municipality_code,
        pieces.person_id,
        pieces.birth_date,
        pieces.start_date,
        pieces.until_date

),

marked as (

    select
        municipality_code,
        person_id,
        birth_date,
        step,
        start_date,
        until_date,
        case
            when
                step = lag(step) over person_time
                and start_date = lag(until_date) over person_time
                then 0
            else 1
        end as begins_episode
    from states
    window person_time as (
        partition by municipality_code, person_id, birth_date order by start_date
    )

),

numbered as (

    select
        municipality_code,
        person_id,
        birth_date,
        step,
        start_date,
        until_date,
        sum(begins_episode) over (
            partition by municipality_code, person_id, birth_date order by start_date
        ) as episode
    from marked

)

select
    numbered.municipality_code,
    numbered.person_id,
    numbered.birth_date,
    steps.step_key,
    min(numbered.start_date) as start_date,
    case
        when count(numbered.until_date) = count(*)
            then cast(max(numbered.until_date) - interval '1 day' as date)
    end as end_date
from numbered
inner join steps
    on numbered.step = steps.step
group by
    numbered.municipality_code,
    numbered.person_id,
    numbered.birth_date,
    numbered.episode,
    steps.step_key
