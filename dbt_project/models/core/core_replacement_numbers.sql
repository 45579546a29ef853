-- Children known by a replacement number, now or before: whoever moves or gets a civil registration
-- number without a change of it being told is two children to the figures.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

{% set relations = [
    'stg_placements', 'stg_measures', 'stg_follow_ups',
    'stg_notifications', 'stg_wellbeing_answers', 'stg_absences',
] %}

with exchanged as (

    select distinct person_id
    from {{ ref('stg_exchanged_numbers') }}
    where was_replacement_number and not is_replacement_number

),

persons as (

    {% for relation in relations %}
        select
            municipality_code,
            person_id,
            is_replacement_number
        from {{ ref(relation) }}
        where is_replacement_number and {{ is_to_derive('municipality_code') }}

        union

        select
            persons.municipality_code,
            persons.person_id,
            persons.is_replacement_number
        from {{ ref(relation) }} as persons
        inner join exchanged
            on persons.person_id = exchanged.person_id
        where {{ is_to_derive('persons.municipality_code') }}
        {% if not loop.last %}
            union
        {% endif %}
    {% endfor %}

)

select
    municipality_code,
    case when is_replacement_number then 'replacement_number_only' else 'both_numbers' end
        as known_by,
    count(*) as person_count
from persons
group by all
