{# The seven columns that every kf_ model returns, one select per breakdown.

   relation: a CTE or model with municipality_code and the columns named below.
   numerators: breakdown -> expression. denominator: expression, the same for all breakdowns. #}
{% macro key_figure_rows(relation, period, period_end, numerators, denominator) -%}
    {% for breakdown, numerator in numerators.items() %}
        select
            'municipality' as area_type,
            municipality_code as area_code,
            cast({{ period }} as varchar) as period,
            cast({{ period_end }} as date) as period_end,
            '{{ breakdown }}' as breakdown,
            cast({{ numerator }} as double) as numerator,
            cast({{ denominator }} as double) as denominator
        from {{ relation }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
{%- endmacro %}
