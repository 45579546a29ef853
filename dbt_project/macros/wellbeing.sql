{# The indices of the wellbeing survey over the items of their code list. #}

{# The code list as {index: [row, ...]}, each row with item and reversed; empty while dbt parses. #}
{% macro items_of_indices() -%}
    {% set rows_of_list -%}
        select index as index_name, item, reversed from {{ ref('wellbeing_items') }} order by 1, 2
    {%- endset %}
    {% set indices = {} %}
    {% if execute %}
        {% for row in run_query(rows_of_list).rows %}
            {% do indices.setdefault(row['index_name'], []).append(row) %}
        {% endfor %}
    {% endif %}
    {{ return(indices) }}
{%- endmacro %}

{# How many of the items a pupil has answered. #}
{% macro count_of_answers(items) -%}
    {% for row in items -%}
        case when {{ row['item'] }} is null then 0 else 1 end{{ ' + ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# The sum of the answers given; a reversed item counts from the other end of the scale. #}
{% macro sum_of_answers(items) -%}
    {% for row in items -%}
        coalesce(
            {%- if row['reversed'] == 'n' %}{{ row['item'] }}
            {%- else %}{{ var('lowest_answer') }} + {{ var('highest_answer') }} - {{ row['item'] }}
            {%- endif %}, 0){{ ' + ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
