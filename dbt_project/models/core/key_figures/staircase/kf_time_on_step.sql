-- How long the children on each step have been there so far: the median in days.
{{ config(
    materialized='incremental',
    incremental_strategy='by_municipality',
    municipality_column='area_code'
) }}
{% set steps = ['preventive', 'home_based', 'network', 'foster', 'institution'] %}
{% set numerators = {} %}
{% for step in steps %}
    {% do numerators.update({step: step ~ '_days'}) %}
{% endfor %}

with counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        {% for step in steps %}
            median(children.day_count) filter (where children.step_key = '{{ step }}')
                as {{ step }}_days
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('core_covered_cut_dates') }} as covered
    left join {{ ref('core_time_on_step') }} as children
        on
            covered.municipality_code = children.municipality_code
            and covered.cut_date = children.cut_date
    where
        covered.has_placements and covered.has_measures
        and {{ is_to_derive('covered.municipality_code') }}
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows('counted', 'cut_date', 'cut_date', numerators, 'null') }}
