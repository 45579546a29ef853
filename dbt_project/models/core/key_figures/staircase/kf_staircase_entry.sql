-- Children on each step now who had no measure of steps 2 to 6 a year ago.
{% set steps = ['preventive', 'home_based', 'network', 'foster', 'institution'] %}
{% set numerators = {} %}
{% for step in steps %}
    {% do numerators.update({step: step ~ '_count'}) %}
{% endfor %}

with counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        {% for step in steps %}
            coalesce(sum(moves.child_count) filter (where moves.to_step = '{{ step }}'), 0)
                as {{ step }}_count
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('core_covered_cut_dates') }} as covered
    left join {{ ref('core_step_transitions') }} as moves
        on
            covered.municipality_code = moves.municipality_code
            and covered.cut_date = moves.cut_date
            and moves.from_step = 'none'
    where
        covered.has_placements
        and covered.has_measures
        and covered.year_before is not null
    group by covered.municipality_code, covered.cut_date

)

{{ key_figure_rows('counted', 'cut_date', 'cut_date', numerators, 'null') }}
