{# Interval of a rate's counted events: Byar's approximation of the exact Poisson limits.

   Breslow & Day 1987, Statistical methods in cancer research II, p. 69. Below ten events it is off
   by more than one per cent, so that the exact limits (code list poisson_limits) take its place.
   side is '-' for the lower, '+' for the upper bound; the bound is in events. #}
{% macro byar(events, side) -%}
    {%- set count = '(' ~ events ~ ' + 1)' if side == '+' else events -%}
    {{ count }} * power(
        1 - 1 / (9 * {{ count }}) {{ side }} {{ var('normal_quantile') }} / (3 * sqrt({{ count }})),
        3
    )
{%- endmacro %}
