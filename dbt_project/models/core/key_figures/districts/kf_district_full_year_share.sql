-- Full-year children of each form in per cent of all placed, in the trial districts and those they
-- are compared with, before and after (002: Antal årsbørn i procent 30.06.13 and 30.09.15).
{% set forms = ['institution', 'foster', 'network'] %}

with counted as (

    select
        areas.area_code,
        days.measured_on,
        {% for form in forms %}
            coalesce(sum(days.day_count) filter (where days.form = '{{ form }}'), 0)
                as {{ form }}_days,
        {% endfor %}
        sum(days.day_count) as all_days
    from {{ ref('core_district_days') }} as days
    inner join {{ ref('core_district_groups') }} as areas
        on
            days.municipality_code = areas.municipality_code
            and days.district_group = areas.district_group
    group by areas.area_code, days.measured_on

)

{% for form in forms %}
    select
        'district_group' as area_type,
        area_code,
        cast(measured_on as varchar) as period,
        measured_on as period_end,
        '{{ form }}' as breakdown,
        cast({{ form }}_days as double) / {{ var('days_of_a_year') }} as numerator,
        cast(all_days as double) / {{ var('days_of_a_year') }} as denominator,
        cast(null as double) as sum_of_squares
    from counted
    {% if not loop.last %}union all{% endif %}
{% endfor %}
