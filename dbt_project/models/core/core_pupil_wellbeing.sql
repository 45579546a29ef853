-- Each pupil's indices of wellbeing: the mean of the answered items, if enough are answered.
{{ config(materialized='incremental', incremental_strategy='by_municipality') }}

with items as (

    select
        index as index_name,
        item,
        reversed,
        count(*) over (partition by index) as item_count
    from {{ ref('wellbeing_items') }}

),

-- The number stands for the pupil while there are forty rows of each: texts would cost twice.
pupils as (

    select
        municipality_code,
        school_year,
        person_id,
        row_number() over (order by municipality_code, school_year, person_id) as pupil_number,
        {% for number in range(1, 41) %}
            sp{{ '%02d' % number }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('stg_wellbeing_answers') }}
    where
        grade between {{ var('first_grade') }} and {{ var('last_grade') }}
        and {{ is_to_derive('municipality_code') }}
    -- A pupil who is there under two numbers is one: the row of the number in use counts.
    qualify
        row_number() over (
            partition by municipality_code, school_year, person_id order by is_former_number, line
        ) = 1

),

-- An item that was not answered gives no row.
answers as (

    select
        pupil_number,
        item,
        answer
    from pupils
    unpivot (
        answer for item in (
            {% for number in range(1, 41) %}
                sp{{ '%02d' % number }}{% if not loop.last %},{% endif %}
            {% endfor %}
        )
    )

),

indices as (

    select
        answers.pupil_number,
        items.index_name,
        count(*) as answered_count,
        avg(
            case
                when items.reversed = 'n' then answers.answer
                else {{ var('lowest_answer') }} + {{ var('highest_answer') }} - answers.answer
            end
        ) as index_value
    from answers
    inner join items
        on answers.item = items.item
    group by answers.pupil_number, items.index_name, items.item_count
    having count(*) >= {{ var('answered_share') }} * items.item_count

)

select
    pupils.municipality_code,
    pupils.school_year,
    pupils.person_id,
    indices.index_name,
    indices.answered_count,
    indices.index_value
from indices
inner join pupils
    on indices.pupil_number = pupils.pupil_number
