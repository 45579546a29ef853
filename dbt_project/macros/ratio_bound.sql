{# Bound of a ratio from the intervals of its two sides (MOVER-R: Donner & Zou 2012, Statistical
   Methods in Medical Research 21:4); where both are symmetric it is Fieller's.

   of and by are prefixes of the sides' columns: <side>value, <side>ci_low, ...
   side is '-' for the lower, '+' for the upper bound. NULL unless the divisor is above 0 for sure. #}
{% macro ratio_bound(of, by, side) -%}
    {%- set near, far = ('ci_low', 'ci_high') if side == '-' else ('ci_high', 'ci_low') -%}
    {%- set top = of ~ near ~ ' * (2 * ' ~ of ~ 'value - ' ~ of ~ near ~ ')' -%}
    {%- set bottom = by ~ far ~ ' * (2 * ' ~ by ~ 'value - ' ~ by ~ far ~ ')' -%}
    case
        -- greatest() passes over NULL, so that a side without an interval is asked for here.
        when {{ of }}ci_low is not null and {{ by }}ci_low > 0 and {{ bottom }} > 0
            then (
                {{ of }}value * {{ by }}value {{ side }} sqrt(
                    greatest(
                        power({{ of }}value * {{ by }}value, 2) - {{ top }} * {{ bottom }},
                        0
                    )
                )
            ) / ({{ bottom }})
    end
{%- endmacro %}
