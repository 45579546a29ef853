-- The placed children whom the full-year children of the districts are of, in all and by form.
{% set forms = ['institution', 'foster', 'network'] %}
{% set columns = {'total': 'all_count'} %}
{% for form in forms %}
    {% do columns.update({form: form ~ '_count'}) %}
{% endfor %}

with counted as (

    select
        areas.area_code,
        days.measured_on,
        {% for form in forms %}
            count(distinct days.person_id) filter (where days.form = '{{ form }}')
                as {{ form }}_count,
        {% endfor %}
        count(distinct days.person_id) as all_count
    from {{ ref('core_district_days') }} as days
    inner join {{ ref('core_district_groups') }} as areas
        on
            days.municipality_code = areas.municipality_code
            and days.district_group = areas.district_group
    group by areas.area_code, days.measured_on

)

{% for breakdown, column in columns.items() %}
    select
        'district_group' as area_type,
        area_code,
        cast(measured_on as varchar) as period,
        measured_on as period_end,
        '{{ breakdown }}' as breakdown,
        cast({{ column }} as double) as numerator,
        cast(null as double) as denominator,
        cast(null as double) as sum_of_squares
    from counted
    {% if not loop.last %}union all{% endif %}
{% endfor %}
