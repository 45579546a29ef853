{# Marts with a column per figure: numbers of key_figures side by side, and which of them are hidden.

   cells: lists of key figure, breakdown (none: any, they agree), the number shown, column. #}

{# The columns themselves, and suppressed_parts; persons are whole numbers. #}
{% macro cell_columns(cells) -%}
    {% for key_figure, breakdown, number, column in cells %}
        {% if number in ('numerator', 'denominator') %}
            cast(
                max({{ number }}) filter (where {{ is_cell(key_figure, breakdown) }}) as bigint
            ) as {{ column }},
        {% else %}
            max({{ number }}) filter (where {{ is_cell(key_figure, breakdown) }}) as {{ column }},
        {% endif %}
    {% endfor %}
    {{ suppressed_parts(cells) }} as suppressed_parts
{%- endmacro %}

{# The names of a row's columns that are empty because their number is hidden; NULL if none is. #}
{% macro suppressed_parts(cells) -%}
    nullif(
        concat_ws(
            ','
            {% for key_figure, breakdown, number, column in cells %}
                , case
                    when
                        bool_or(status = 'suppressed' and {{ number }} is null)
                            filter (where {{ is_cell(key_figure, breakdown) }})
                        then '{{ column }}'
                end
            {% endfor %}
        ),
        ''
    )
{%- endmacro %}

{% macro is_cell(key_figure, breakdown) -%}
    key_figure = '{{ key_figure }}'
    {%- if breakdown %} and breakdown = '{{ breakdown }}'{% endif %}
{%- endmacro %}
