-- From step to step within a year: where the children of each step are now, in per cent of them
-- (Randers 2012; Herning 2016: movements on the staircase).
{% set steps = ['preventive', 'home_based', 'network', 'foster', 'institution'] %}
{% set ends = ['none'] + steps + ['out_of_age'] %}

with covered as (

    select
        municipality_code,
        cut_date
    from {{ ref('core_covered_cut_dates') }}
    where has_placements and has_measures and year_before is not null

),

counted as (

    select
        covered.municipality_code,
        covered.cut_date,
        {% for step in steps %}
            {% for end in ends %}
                coalesce(
                    sum(moves.child_count) filter (
                        where moves.from_step = '{{ step }}' and moves.to_step = '{{ end }}'
                    ),
                    0
                ) as {{ step }}_to_{{ end }},
            {% endfor %}
            coalesce(sum(moves.child_count) filter (where moves.from_step = '{{ step }}'), 0)
                as from_{{ step }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from covered
    left join {{ ref('core_step_transitions') }} as moves
        on
            covered.municipality_code = moves.municipality_code
            and covered.cut_date = moves.cut_date
    group by covered.municipality_code, covered.cut_date

)

{% for step in steps %}
    {% set numerators = {} %}
    {% for end in ends %}
        {% do numerators.update({step ~ '/' ~ end: step ~ '_to_' ~ end}) %}
    {% endfor %}
    {{ key_figure_rows('counted', 'cut_date', 'cut_date', numerators, 'from_' ~ step) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
