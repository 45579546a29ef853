-- Support without placement on each cut date: home-based measures by type, section 11.3 and what
-- followed it.
{% set types = [
    'preventive_measure', 'home_based_placement', 'parent_directed', 'family_residential',
    'total', 'children',
] %}

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
    {% for type in types %}
        cast(
            max(numerator) filter (
                where key_figure = 'home_based_per_1000' and breakdown = '{{ type }}'
            ) as bigint
        ) as home_based_{{ type | replace('home_based_', '') }}_count,
        max(value) filter (
            where key_figure = 'home_based_per_1000' and breakdown = '{{ type }}'
        ) as home_based_{{ type | replace('home_based_', '') }}_per_1000,
    {% endfor %}
    cast(max(numerator) filter (where key_figure = 'preventive_per_1000') as bigint)
        as preventive_count,
    max(value) filter (where key_figure = 'preventive_per_1000') as preventive_per_1000,
    cast(
        max(denominator) filter (
            where key_figure = 'preventive_followed_by_examination'
        ) as bigint
    ) as preventive_begun_count,
    cast(
        max(numerator) filter (
            where key_figure = 'preventive_followed_by_examination'
        ) as bigint
    ) as followed_by_examination_count,
    max(value) filter (where key_figure = 'preventive_followed_by_examination')
        as followed_by_examination_pct,
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
