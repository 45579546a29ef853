{# When a spell is in force and a person is a child on a day; which deliveries are in force is
   settled before dbt runs (pipelines/deliveries/in_force.py). #}

{# Start and end are both days in force; without an end it is still running. #}
{% macro is_in_force(start_date, end_date, on_date) -%}
    (
        {{ start_date }} <= {{ on_date }}
        and ({{ end_date }} is null or {{ end_date }} >= {{ on_date }})
    )
{%- endmacro %}

{# Born, and before the birthday that makes an adult. #}
{% macro is_child_on(birth_date, on_date) -%}
    (
        {{ birth_date }} <= {{ on_date }}
        and {{ on_date }} < {{ birth_date }} + interval '{{ var('age_of_majority') }} years'
    )
{%- endmacro %}
