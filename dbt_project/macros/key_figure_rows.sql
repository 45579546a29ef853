{# The columns that every kf_ model returns, one select per breakdown.

   relation: a CTE or model with municipality_code and the columns named below.
   numerators: breakdown -> expression. denominator: expression, the same for all breakdowns.
   squares: for a mean, the sum of the squared values whose sum the numerator is; its interval
   needs it. #}
{% macro key_figure_rows(
    relation, period, period_end, numerators, denominator, squares='null'
) -%}
    {% for breakdown, numerator in numerators.items() %}
        select
            'municipality' as area_type,
            municipality_code as area_code,
            cast({{ period }} as varchar) as period,
            cast({{ period_end }} as date) as period_end,
            '{{ breakdown }}' as breakdown,
            cast({{ numerator }} as double) as numerator,
            cast({{ denominator }} as double) as denominator,
            cast({{ squares }} as double) as sum_of_squares
        from {{ relation }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
{%- endmacro %}
