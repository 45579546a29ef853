-- Wellbeing and absence in grades 4-9 by school year: vulnerable pupils beside the others.
{% set cells = [] %}
{% set suffixes = {
    'wellbeing_academic': 'wellbeing_academic_index',
    'wellbeing_social': 'wellbeing_social_index',
    'absence': 'absence_pct',
} %}
{% for indicator, suffix in suffixes.items() %}
    {% for group in ['vulnerable', 'other'] %}
        {% set pupils = group ~ '_' ~ indicator ~ '_pupil_count' %}
        {% do cells.append([indicator, group, 'value', group ~ '_' ~ suffix]) %}
        {% do cells.append([indicator, group, 'denominator', pupils]) %}
    {% endfor %}
    {% do cells.append([indicator, 'gap', 'value', 'gap_' ~ suffix]) %}
{% endfor %}

select
    area_type,
    area_code,
    area,
    period as school_year,
    {% for indicator in suffixes %}
        max(note_ids) filter (where key_figure = '{{ indicator }}' and breakdown = 'gap')
            as {{ indicator }}_note_ids,
    {% endfor %}
    {{ cell_columns(cells) }}
from {{ ref('key_figures') }}
where key_figure in ('wellbeing_academic', 'wellbeing_social', 'absence')
group by area_type, area_code, area, period
order by area_type, area_code, period
