{# Deliveries in force: what staging reads, and when a spell or a person counts on a day. #}

{# The deliveries that count for one source, by scope. A delivery may hold several scopes and be
   in force for some of them only, so a row joins on both columns. #}
{% macro deliveries_in_force(source_name) -%}
    select
        delivery_id,
        scope
    from {{ source('raw', 'deliveries_in_force') }}
    where source = '{{ source_name }}'
{%- endmacro %}

{# The scope that a row belongs to, written as the ledger writes it: 657|2016|regnskab. #}
{% macro scope_of(columns) -%}
    concat_ws(
        '|'
        {% for column in columns %}
            , cast({{ column }} as varchar)
        {% endfor %}
    )
{%- endmacro %}

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
