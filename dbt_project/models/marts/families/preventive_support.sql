-- Support without placement on each cut date: home-based measures by type, section 11.3 and what
-- followed it.
{% set cells = [] %}
{% set types = [
    'preventive_measure', 'home_based_placement', 'parent_directed', 'family_residential',
    'total', 'children',
] %}
{% for type in types %}
    {% set column = 'home_based_' ~ (type | replace('home_based_', '')) %}
    {% do cells.append(['home_based_per_1000', type, 'numerator', column ~ '_count']) %}
    {% do cells.append(['home_based_per_1000', type, 'value', column ~ '_per_1000']) %}
{% endfor %}
{% do cells.append(['preventive_per_1000', 'total', 'numerator', 'preventive_count']) %}
{% do cells.append(['preventive_per_1000', 'total', 'value', 'preventive_per_1000']) %}
{% set examined = 'preventive_followed_by_examination' %}
{% do cells.append([examined, 'total', 'denominator', 'preventive_begun_count']) %}
{% do cells.append([examined, 'total', 'numerator', 'followed_by_examination_count']) %}
{% do cells.append([examined, 'total', 'value', 'followed_by_examination_pct']) %}

select
    area_type,
    area_code,
    area,
    period_end as cut_date,
    cast(
        max(denominator) filter (
            where key_figure in ('home_based_per_1000', 'preventive_per_1000')
        ) as bigint
    ) as population,
    {{ cell_columns(cells) }},
    max(note_ids) filter (where key_figure = 'home_based_per_1000' and breakdown = 'total')
        as home_based_note_ids,
    max(note_ids) filter (where key_figure = 'preventive_per_1000') as preventive_note_ids,
    max(note_ids) filter (where key_figure = 'preventive_followed_by_examination')
        as examination_note_ids
from {{ ref('key_figures') }}
where
    key_figure in (
        'home_based_per_1000', 'preventive_per_1000', 'preventive_followed_by_examination'
    )
group by area_type, area_code, area, period_end
order by area_type, area_code, period_end
