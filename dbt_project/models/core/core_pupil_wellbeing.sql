-- Each pupil's indices of wellbeing: the mean of the answered items, if enough are answered.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}
{% set indices = items_of_indices() %}

-- A pupil's answers stay in their one row: a row for each answer would be forty times as many.
with answered as (

    select
        municipality_code,
        school_year,
        person_id,
        {% for index, items in indices.items() %}
            {{ count_of_answers(items) }} as {{ index }}_answered_count,
            {{ sum_of_answers(items) }} as {{ index }}_sum,
        {% endfor %}
        is_former_number,
        line
    from {{ ref('stg_wellbeing_answers') }}
    where
        grade between {{ var('first_grade') }} and {{ var('last_grade') }}
        and {{ is_to_derive('municipality_code') }}

),

-- A pupil who is there under two numbers is one: the row of the number in use counts.
pupils as (

    select *
    from answered
    qualify
        row_number() over (
            partition by municipality_code, school_year, person_id order by is_former_number, line
        ) = 1

)

select
    pupils.municipality_code,
    pupils.school_year,
    pupils.person_id,
    {% for index, items in indices.items() %}
        pupils.{{ index }}_answered_count,
        case
            when
                pupils.{{ index }}_answered_count
                >= {{ var('answered_share') }} * {{ items | length }}
                then cast(pupils.{{ index }}_sum as double) / pupils.{{ index }}_answered_count
        end as {{ index }}_index,
    {% endfor %}
    vulnerable.person_id is not null as is_vulnerable
from pupils
left join {{ ref('core_vulnerable_pupil') }} as vulnerable
    on
        pupils.municipality_code = vulnerable.municipality_code
        and pupils.school_year = vulnerable.school_year
        and pupils.person_id = vulnerable.person_id
