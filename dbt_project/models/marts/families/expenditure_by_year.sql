-- Expenditure of each accounting year: net in prices of 2017, additional cost, and shares by step.
{% set posts = ['service', 'administration', 'total'] %}
{% set steps = ['preventive', 'home_based', 'network', 'foster', 'institution', 'unplaced'] %}

select
    area_type,
    area_code,
    area,
    cast(period as integer) as accounting_year,
    {% for post in posts %}
        max(value) filter (where key_figure = 'expenditure' and breakdown = '{{ post }}')
            as {{ post }}_dkk_1000,
        max(status) filter (where key_figure = 'expenditure' and breakdown = '{{ post }}')
            as {{ post }}_status,
        max(value) filter (where key_figure = 'additional_expenditure' and breakdown = '{{ post }}')
            as additional_{{ post }}_dkk_1000,
        max(status) filter (
            where key_figure = 'additional_expenditure' and breakdown = '{{ post }}'
        )
            as additional_{{ post }}_status,
    {% endfor %}
    max(denominator) filter (where key_figure = 'expenditure_share') as gross_service_dkk_1000,
    {% for step in steps %}
        max(value) filter (where key_figure = 'expenditure_share' and breakdown = '{{ step }}')
            as {{ step }}_share_pct,
    {% endfor %}
    max(status) filter (where key_figure = 'expenditure_share' and breakdown = 'unplaced')
        as share_status,
    max(note_ids) filter (where key_figure = 'expenditure' and breakdown = 'total')
        as total_note_ids,
    max(note_ids) filter (where key_figure = 'additional_expenditure' and breakdown = 'total')
        as additional_total_note_ids
from {{ ref('key_figures') }}
where key_figure in ('expenditure', 'additional_expenditure', 'expenditure_share')
group by area_type, area_code, area, cast(period as integer)
order by area_type, area_code, cast(period as integer)
