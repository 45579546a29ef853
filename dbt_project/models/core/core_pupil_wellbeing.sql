-- Each pupil's indices of wellbeing: the mean of the answered items, if enough are answered.
{{ config(materialized='table') }}

with items as (

    select
        index as index_name,
        item,
        reversed,
        count(*) over (partition by index) as item_count
    from {{ ref('wellbeing_items') }}

),

pupils as (

    select
        municipality_code,
        school_year,
        person_id,
        {% for number in range(1, 41) %}
            sp{{ '%02d' % number }},
        {% endfor %}
        grade
    from {{ ref('stg_wellbeing_answers') }}
    where grade between {{ var('first_grade') }} and {{ var('last_grade') }}

),

-- An item that was not answered gives no row.
answers as (

    select
        municipality_code,
        school_year,
        person_id,
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

)

select
    answers.municipality_code,
    answers.school_year,
    answers.person_id,
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
group by
    answers.municipality_code,
    answers.school_year,
    answers.person_id,
    items.index_name,
    items.item_count
having count(*) >= {{ var('answered_share') }} * items.item_count
