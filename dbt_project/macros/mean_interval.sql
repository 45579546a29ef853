{# Student's interval of a mean, and of the distance between two of them. #}

{# Half the width of a mean's interval; NULL for too few persons.

   With few persons a mean and its spread together tell what each of them has. #}
{% macro mean_interval_half(total, squares, persons) -%}
    case
        when {{ persons }} >= {{ var('interval_from_persons') }}
            then {{ student_t_quantile(persons ~ ' - 1') }} * sqrt(
                -- Equal values have no spread; subtraction would miss that by a hair.
                greatest({{ squares }} - {{ total }} * {{ total }} / {{ persons }}, 0)
                / ({{ persons }} - 1) / {{ persons }}
            )
    end
{%- endmacro %}

{# Two-sided 95 per cent quantile by the expansion of Fisher & Cornish 1960 (Technometrics 2:2),
   true to six digits from nine degrees of freedom on. #}
{% macro student_t_quantile(degrees) -%}
    {%- set z = 'cast(' ~ var('normal_quantile') ~ ' as double)' -%}
    {%- set n = '(' ~ degrees ~ ')' -%}
    (
        {{ z }}
        + (power({{ z }}, 3) + {{ z }}) / 4 / {{ n }}
        + (5 * power({{ z }}, 5) + 16 * power({{ z }}, 3) + 3 * {{ z }}) / 96 / power({{ n }}, 2)
        + (
            3 * power({{ z }}, 7) + 19 * power({{ z }}, 5) + 17 * power({{ z }}, 3) - 15 * {{ z }}
        ) / 384 / power({{ n }}, 3)
        + (
            79 * power({{ z }}, 9) + 776 * power({{ z }}, 7) + 1482 * power({{ z }}, 5)
            - 1920 * power({{ z }}, 3) - 945 * {{ z }}
        ) / 92160 / power({{ n }}, 4)
    )
{%- endmacro %}

{# Bound of a difference from the intervals of its two sides (MOVER: Zou & Donner 2008, Statistics
   in Medicine 27:10; of two shares it is Newcombe's hybrid interval of 1998).

   of and less are prefixes or names of the sides' columns: <side>value, <side>ci_low, ...
   side is '-' for the lower, '+' for the upper bound. #}
{% macro difference_bound(of, less, side) -%}
    {%- set near, far = ('ci_low', 'ci_high') if side == '-' else ('ci_high', 'ci_low') -%}
    {{ of }}value - {{ less }}value {{ side }} sqrt(
        power({{ of }}value - {{ of }}{{ near }}, 2)
        + power({{ less }}{{ far }} - {{ less }}value, 2)
    )
{%- endmacro %}
