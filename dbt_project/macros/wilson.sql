{# Wilson's score interval of a proportion: side is '-' for the lower, '+' for the upper bound.

   Wilson 1927; unlike the textbook interval it stays within 0-1 and is of use at 0 and at few
   persons. The outermost bounds are exactly 0 and 1, which floating point would miss by a hair.
   NULL where there is no proportion (nothing to divide by, or more counted than there are). #}
{% macro wilson(numerator, denominator, side) -%}
    {%- set z = var('normal_quantile') -%}
    {%- set n = 'nullif(' ~ denominator ~ ', 0)' -%}
    {%- set p = numerator ~ ' / ' ~ n -%}
    {%- set z_squared = z ~ ' * ' ~ z -%}
    case
        when {{ denominator }} = 0 then null
        when '{{ side }}' = '-' and {{ numerator }} = 0 then 0
        when '{{ side }}' = '+' and {{ numerator }} = {{ denominator }} then 1
        when {{ numerator }} between 0 and {{ denominator }}
            then (
                {{ p }}
                + {{ z_squared }} / (2 * {{ n }})
                {{ side }} {{ z }} * sqrt(
                    {{ p }} * (1 - {{ p }}) / {{ n }}
                    + {{ z_squared }} / (4 * {{ n }} * {{ n }})
                )
            ) / (1 + {{ z_squared }} / {{ n }})
    end
{%- endmacro %}
