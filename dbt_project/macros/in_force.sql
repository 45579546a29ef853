{# When a spell is in force and a person is a child on a day; which deliveries are in force is
   settled before dbt runs (pipelines/deliveries/in_force.py). #}

{# Start and end are both days in force; without an end it is still running. #}
{% macro is_in_force(start_date, end_date, on_date) -%}
    {{ is_in_force_within(start_date, end_date, on_date, on_date) }}
{%- endmacro %}

{# In force on at least one of the days from first to last. #}
{% macro is_in_force_within(start_date, end_date, first_day, last_day) -%}
    (
        {{ start_date }} <= {{ last_day }}
        and {{ last_day_in_force(end_date) }} >= {{ first_day }}
    )
{%- endmacro %}

{# A day after all others for what is still running. Not 'is null or': in an outer join DuckDB
   would have to compare every row with every other. #}
{% macro last_day_in_force(end_date) -%}
    coalesce({{ end_date }}, cast('9999-12-31' as date))
{%- endmacro %}

{# Born, and before the birthday that makes an adult. #}
{% macro is_child_on(birth_date, on_date) -%}
    (
        {{ birth_date }} <= {{ on_date }}
        and {{ on_date }} < {{ birthday_of_an_adult(birth_date) }}
    )
{%- endmacro %}

{# The first day of being an adult; 28 February for who was born on the 29th. #}
{% macro birthday_of_an_adult(birth_date) -%}
    {{ birth_date }} + interval '{{ var('age_of_majority') }} years'
{%- endmacro %}
