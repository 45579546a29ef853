-- Wellbeing and absence in grades 4-9 by school year: vulnerable pupils beside the others.
{% set indicators = ['wellbeing_academic', 'wellbeing_social', 'absence'] %}
{% set suffixes = {
    'wellbeing_academic': 'wellbeing_academic_index',
    'wellbeing_social': 'wellbeing_social_index',
    'absence': 'absence_pct',
} %}

select
    area_type,
    area_code,
    area,
    {% for indicator in indicators %}
        {% for group in ['vulnerable', 'other'] %}
            max(value) filter (where key_figure = '{{ indicator }}' and breakdown = '{{ group }}')
                as {{ group }}_{{ suffixes[indicator] }},
            cast(
                max(denominator) filter (
                    where key_figure = '{{ indicator }}' and breakdown = '{{ group }}'
                ) as bigint
            ) as {{ group }}_{{ indicator }}_pupil_count,
        {% endfor %}
        max(value) filter (where key_figure = '{{ indicator }}' and breakdown = 'gap')
            as gap_{{ suffixes[indicator] }},
        max(note_ids) filter (where key_figure = '{{ indicator }}' and breakdown = 'gap')
            as {{ indicator }}_note_ids,
    {% endfor %}
    period as school_year
from {{ ref('key_figures') }}
where key_figure in ('wellbeing_academic', 'wellbeing_social', 'absence')
group by area_type, area_code, area, period
order by area_type, area_code, period
