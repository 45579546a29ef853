-- Follow-ups that fell due since the previous cut date by the municipality's own standard, and how
-- many of them were held in time (004, Tab. 5 and p. 51).
{% set steps = ['home_based', 'network', 'foster', 'institution'] %}

-- A municipality without a standard of its own has nothing to be held against.
with standards as (

    select
        area_code,
        min(valid_from) as valid_from
    from {{ ref('follow_up_standards') }}
    group by area_code

),

covered as (

    select
        covered.municipality_code,
        covered.cut_date,
        covered.previous_cut_date
    from {{ ref('core_covered_follow_ups') }} as covered
    inner join standards
        on
            covered.municipality_code = standards.area_code
            and covered.cut_date >= standards.valid_from
    where covered.previous_cut_date is not null

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        {% for step in steps %}
            count(due.person_id) filter (where due.step_key = '{{ step }}') as {{ step }}_due,
            count(due.person_id) filter (where due.step_key = '{{ step }}' and due.is_in_time)
                as {{ step }}_in_time,
        {% endfor %}
        count(due.person_id) as due_count,
        count(due.person_id) filter (where due.is_in_time) as in_time_count
    from covered
    left join {{ ref('core_follow_ups_due') }} as due
        on
            covered.municipality_code = due.municipality_code
            and covered.previous_cut_date < due.due_on
            and covered.cut_date >= due.due_on
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows('counted', 'cut_date', 'cut_date', {'total': 'in_time_count'}, 'due_count') }}
{% for step in steps %}
    union all
    {{ key_figure_rows(
        'counted', 'cut_date', 'cut_date', {step: step ~ '_in_time'}, step ~ '_due'
    ) }}
{% endfor %}
