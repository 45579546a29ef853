{# Small arithmetic that more than one model needs. #}

{# The sum of doubles as the same double whatever the order: threads would differ in the last
   digit, and the same deliveries must give the same bytes. Fifteen decimals are all a double has. #}
{% macro sum_in_any_order(expression) -%}
    sum(cast({{ expression }} as decimal(38, 15)))
{%- endmacro %}

{# Whether a comma-separated list of the catalogue names a value; an empty list names none. #}
{% macro is_listed(value, list) -%}
    coalesce(
        position(
            concat(',', {{ value }}, ',')
            in concat(',', replace({{ list }}, ' ', ''), ',')
        ) > 0,
        false
    )
{%- endmacro %}
