-- The children whom the figures on follow-ups are about: those who had one due since the previous
-- cut date, by step, and those who had one held.
{% set steps = ['home_based', 'network', 'foster', 'institution'] %}
{% set numerators = {'due': 'due_count', 'held': 'held_count'} %}
{% for step in steps %}
    {% do numerators.update({'due_' ~ step: step ~ '_due'}) %}
{% endfor %}

with covered as (

    select
        municipality_code,
        cut_date,
        previous_cut_date
    from {{ ref('core_covered_follow_ups') }}
    where previous_cut_date is not null

),

due as (

    select
        covered.municipality_code,
        covered.cut_date,
        {% for step in steps %}
            count(distinct due.person_id) filter (where due.step_key = '{{ step }}')
                as {{ step }}_due,
        {% endfor %}
        count(distinct due.person_id) as due_count
    from covered
    left join {{ ref('core_follow_ups_due') }} as due
        on
            covered.municipality_code = due.municipality_code
            and covered.previous_cut_date < due.due_on
            and covered.cut_date >= due.due_on
    group by covered.municipality_code, covered.cut_date

),

held as (

    select
        covered.municipality_code,
        covered.cut_date,
        count(distinct intervals.person_id) as held_count
    from covered
    left join {{ ref('core_follow_up_intervals') }} as intervals
        on
            covered.municipality_code = intervals.municipality_code
            and covered.previous_cut_date < intervals.next_date
            and covered.cut_date >= intervals.next_date
            and not intervals.is_start
    group by covered.municipality_code, covered.cut_date

),

counted as (

    select
        due.municipality_code,
        due.cut_date,
        due.due_count,
        {% for step in steps %}
            due.{{ step }}_due,
        {% endfor %}
        held.held_count
    from due
    inner join held
        on due.municipality_code = held.municipality_code and due.cut_date = held.cut_date

)

{{ key_figure_rows('counted', 'cut_date', 'cut_date', numerators, 'null') }}
