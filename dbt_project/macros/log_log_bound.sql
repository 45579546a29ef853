{# Bound of a survival estimate: exp(log S * exp(+-z * standard error of log(-log S))).

   Kalbfleisch & Prentice 1980; it stays within 0-1. side is '+' for the lower, '-' for the upper
   bound; log_survival is not 0. #}
{% macro log_log_bound(log_survival, variance, side) -%}
    exp(
        {{ log_survival }}
        * exp({{ side }}{{ var('normal_quantile') }} * sqrt({{ variance }}) / abs({{ log_survival }}))
    )
{%- endmacro %}
