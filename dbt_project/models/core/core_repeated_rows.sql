-- Rows that became the same one because a number was exchanged: one event under two numbers.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

{% set keys = {
    'anbringelser': ('stg_placements', ['place_code', 'start_date']),
    'foranstaltninger': ('stg_measures', ['measure_code', 'start_date']),
    'opfoelgninger': ('stg_follow_ups', ['held_on', 'measure_code']),
    'underretninger': ('stg_notifications', ['notified_on']),
    'trivsel': ('stg_wellbeing_answers', ['school_year']),
    'fravaer': ('stg_absences', ['school_year', 'school_code']),
} %}

with exchanged as (

    select distinct person_id
    from {{ ref('stg_exchanged_numbers') }}

),

repeated as (

    {% for source, (relation, columns) in keys.items() %}
        select
            '{{ source }}' as source,
            events.municipality_code,
            count(*) - 1 as repeated_count
        from {{ ref(relation) }} as events
        inner join exchanged
            on events.person_id = exchanged.person_id
        where {{ is_to_derive('events.municipality_code') }}
        group by
            events.municipality_code,
            events.person_id,
            {% for column in columns %}
                events.{{ column }}{% if not loop.last %},{% endif %}
            {% endfor %}
        having count(*) > 1
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}

)

select
    source,
    municipality_code,
    cast(sum(repeated_count) as bigint) as repeated_count
from repeated
group by source, municipality_code
