-- Where children went: from institutions since the last cut date, from home-based within a year.
{% set exits = ['ceased', 'other_placement', 'not_placed'] %}
{% set moves = ['up', 'none', 'down'] %}

select
    area_type,
    area_code,
    area,
    period_end as cut_date,
    cast(max(denominator) filter (where key_figure = 'institution_exits') as bigint)
        as institution_cohort_count,
    {% for exit in exits %}
        cast(
            max(numerator) filter (
                where key_figure = 'institution_exits' and breakdown = '{{ exit }}'
            ) as bigint
        ) as {{ exit }}_count,
        max(value) filter (where key_figure = 'institution_exits' and breakdown = '{{ exit }}')
            as {{ exit }}_pct,
    {% endfor %}
    cast(max(denominator) filter (where key_figure = 'home_based_movement') as bigint)
        as home_based_cohort_count,
    {% for move in moves %}
        cast(
            max(numerator) filter (
                where key_figure = 'home_based_movement' and breakdown = '{{ move }}'
            ) as bigint
        ) as {{ move }}_count,
        max(value) filter (where key_figure = 'home_based_movement' and breakdown = '{{ move }}')
            as {{ move }}_pct,
    {% endfor %}
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
