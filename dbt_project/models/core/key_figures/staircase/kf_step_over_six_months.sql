-- Children who have been on a step for more than six months without a follow-up or a new decision
-- (Randers 2012, p. 20: after six months at most it is assessed whether the measure works).
{% set steps = ['preventive', 'home_based', 'network', 'foster', 'institution'] %}

with covered as (

    select
        municipality_code,
        cut_date
    from {{ ref('core_covered_follow_ups') }}

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        {% for step in steps %}
            count(children.person_id) filter (where children.step_key = '{{ step }}')
                as {{ step }}_count,
            count(children.person_id) filter (
                where children.step_key = '{{ step }}' and children.is_unassessed
            ) as {{ step }}_unassessed,
        {% endfor %}
        count(children.person_id) as all_count,
        count(children.person_id) filter (where children.is_unassessed) as all_unassessed
    from covered
    left join {{ ref('core_time_on_step') }} as children
        on
            covered.municipality_code = children.municipality_code
            and covered.cut_date = children.cut_date
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows('counted', 'cut_date', 'cut_date', {'total': 'all_unassessed'}, 'all_count') }}
{% for step in steps %}
    union all
    {{ key_figure_rows(
        'counted', 'cut_date', 'cut_date', {step: step ~ '_unassessed'}, step ~ '_count'
    ) }}
{% endfor %}
