-- How long each child has been on its step on the cut date, and whether anybody has looked at it in
-- the last six months: a follow-up, or a new decision (a placement or measure that began).
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with children as (

    select
        children.municipality_code,
        children.person_id,
        children.cut_date,
        children.step_key,
        cut_dates.six_months_before
    from {{ ref('core_step_on_cut_date') }} as children
    inner join {{ ref('core_cut_dates') }} as cut_dates
        on children.cut_date = cut_dates.cut_date
    where {{ is_to_derive('children.municipality_code') }}

),

since as (

    select
        children.municipality_code,
        children.person_id,
        children.cut_date,
        children.step_key,
        children.six_months_before,
        max(episodes.start_date) as on_step_from
    from children
    inner join {{ ref('core_step_episodes') }} as episodes
        on
            children.municipality_code = episodes.municipality_code
            and children.person_id = episodes.person_id
            and children.step_key = episodes.step_key
            and {{ is_in_force('episodes.start_date', 'episodes.end_date', 'children.cut_date') }}
    group by
        children.municipality_code,
        children.person_id,
        children.cut_date,
        children.step_key,
        children.six_months_before

),

looked_at as (

    select
        municipality_code,
        person_id,
        held_on as looked_at_on
    from {{ ref('stg_follow_ups') }}
    where {{ is_to_derive('municipality_code') }}

    union

    select
        municipality_code,
        person_id,
        start_date as looked_at_on
    from {{ ref('core_spells') }}
    where {{ is_to_derive('municipality_code') }}

)

select
    since.municipality_code,
    since.person_id,
    since.cut_date,
    since.step_key,
    since.cut_date - since.on_step_from + 1 as day_count,
    since.on_step_from <= since.six_months_before
    and count(looked_at.looked_at_on) = 0 as is_unassessed
from since
left join looked_at
    on
        since.municipality_code = looked_at.municipality_code
        and since.person_id = looked_at.person_id
        and since.six_months_before < looked_at.looked_at_on
        and since.cut_date >= looked_at.looked_at_on
group by
    since.municipality_code,
    since.person_id,
    since.cut_date,
    since.step_key,
    since.on_step_from,
    since.six_months_before
