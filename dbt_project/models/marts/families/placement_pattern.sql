-- Placed children by form on each cut date: counts, rates, shares, and the move since the first.
{% set forms = ['institution', 'foster', 'network'] %}
{% set cells = [
    ['placed_per_1000', 'total', 'numerator', 'placed_count'],
    ['placed_per_1000', 'total', 'value', 'placed_per_1000'],
    ['placed_per_1000', 'total', 'ci_low', 'placed_ci_low'],
    ['placed_per_1000', 'total', 'ci_high', 'placed_ci_high'],
] %}
{% for form in forms %}
    {% do cells.append(['placed_per_1000', form, 'numerator', form ~ '_count']) %}
    {% do cells.append(['placed_per_1000', form, 'value', form ~ '_per_1000']) %}
{% endfor %}

with rates as (

    select
        area_type,
        area_code,
        area,
        period_end as cut_date,
        cast(max(denominator) as bigint) as population,
        max(status) filter (where breakdown = 'total') as status,
        max(note_ids) filter (where breakdown = 'total') as note_ids,
        {{ cell_columns(cells) }}
    from {{ ref('key_figures') }}
    where key_figure = 'placed_per_1000'
    group by area_type, area_code, area, period_end

),

shares as (

    select
        area_type,
        area_code,
        {% for form in forms %}
            max(share_pct) filter (where form = '{{ form }}') as {{ form }}_share_pct,
            max(change_percentage_points) filter (where form = '{{ form }}')
                as {{ form }}_change_points,
            bool_or(
                form = '{{ form }}'
                and concat(',', suppressed_parts, ',') like '%,share_pct,%'
            ) as is_{{ form }}_share_suppressed,
            bool_or(
                form = '{{ form }}'
                and concat(',', suppressed_parts, ',') like '%,change_percentage_points,%'
            ) as is_{{ form }}_change_suppressed,
        {% endfor %}
        cut_date
    from {{ ref('placement_share_change') }}
    group by area_type, area_code, cut_date

)

select
    rates.area_type,
    rates.area_code,
    rates.area,
    rates.cut_date,
    rates.population,
    rates.placed_count,
    rates.placed_per_1000,
    rates.placed_ci_low,
    rates.placed_ci_high,
    {% for form in forms %}
        rates.{{ form }}_count,
        rates.{{ form }}_per_1000,
        shares.{{ form }}_share_pct,
        shares.{{ form }}_change_points,
    {% endfor %}
    rates.status,
    nullif(
        concat_ws(
            ',',
            {% for form in forms %}
                case when shares.is_{{ form }}_share_suppressed then '{{ form }}_share_pct' end,
                case
                    when shares.is_{{ form }}_change_suppressed then '{{ form }}_change_points'
                end,
            {% endfor %}
            rates.suppressed_parts
        ),
        ''
    ) as suppressed_parts,
    rates.note_ids
from rates
left join shares
    on
        rates.area_type = shares.area_type
        and rates.area_code = shares.area_code
        and rates.cut_date = shares.cut_date
order by rates.area_type, rates.area_code, rates.cut_date
