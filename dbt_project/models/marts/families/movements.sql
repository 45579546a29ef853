-- Where children went: from institutions since the last cut date, from home-based within a year.
{% set cells = [] %}
{% set cohorts = {'institution_exits': 'institution', 'home_based_movement': 'home_based'} %}
{% set ways = {
    'institution_exits': ['ceased', 'other_placement', 'not_placed'],
    'home_based_movement': ['up', 'none', 'down'],
} %}
{% for key_figure, cohort in cohorts.items() %}
    {% do cells.append([key_figure, none, 'denominator', cohort ~ '_cohort_count']) %}
    {% for way in ways[key_figure] %}
        {% do cells.append([key_figure, way, 'numerator', way ~ '_count']) %}
        {% do cells.append([key_figure, way, 'value', way ~ '_pct']) %}
    {% endfor %}
{% endfor %}

select
    area_type,
    area_code,
    area,
    period_end as cut_date,
    {{ cell_columns(cells) }},
    max(status) filter (where key_figure = 'institution_exits' and breakdown = 'ceased')
        as institution_status,
    max(note_ids) filter (where key_figure = 'institution_exits' and breakdown = 'ceased')
        as institution_note_ids,
    max(status) filter (where key_figure = 'home_based_movement' and breakdown = 'up')
        as home_based_status,
    max(note_ids) filter (where key_figure = 'home_based_movement' and breakdown = 'up')
        as home_based_note_ids
from {{ ref('key_figures') }}
where key_figure in ('institution_exits', 'home_based_movement')
group by area_type, area_code, area, period_end
order by area_type, area_code, period_end
