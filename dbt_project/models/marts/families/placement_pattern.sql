-- Placed children by form on each cut date: counts, rates, shares, and the move since the first.
{% set forms = ['institution', 'foster', 'network'] %}

with rates as (

    select
        area_type,
        area_code,
        area,
        period_end as cut_date,
        max(denominator) as population,
        max(numerator) filter (where breakdown = 'total') as placed_count,
        max(value) filter (where breakdown = 'total') as placed_per_1000,
        max(ci_low) filter (where breakdown = 'total') as placed_ci_low,
        max(ci_high) filter (where breakdown = 'total') as placed_ci_high,
        {% for form in forms %}
            max(numerator) filter (where breakdown = '{{ form }}') as {{ form }}_count,
            max(value) filter (where breakdown = '{{ form }}') as {{ form }}_per_1000,
        {% endfor %}
        max(status) filter (where breakdown = 'total') as status,
        max(note_ids) filter (where breakdown = 'total') as note_ids
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
    cast(rates.population as bigint) as population,
    cast(rates.placed_count as bigint) as placed_count,
    rates.placed_per_1000,
    rates.placed_ci_low,
    rates.placed_ci_high,
    {% for form in forms %}
        cast(rates.{{ form }}_count as bigint) as {{ form }}_count,
        rates.{{ form }}_per_1000,
        shares.{{ form }}_share_pct,
        shares.{{ form }}_change_points,
    {% endfor %}
    rates.status,
    rates.note_ids
from rates
left join shares
    on
        rates.area_type = shares.area_type
        and rates.area_code = shares.area_code
        and rates.cut_date = shares.cut_date
order by rates.area_type, rates.area_code, rates.cut_date
