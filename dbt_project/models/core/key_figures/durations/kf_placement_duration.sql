-- How many days half of the placements last: median of the survival curve with its interval
-- (Brookmeyer & Crowley 1982), and the children whose stays it is of (003 [4]).
{% set parts = {
    'median': 'median_days',
    'median_low': 'low_days',
    'median_high': 'high_days',
    'children': 'child_count',
} %}

with forms as (

    select
        covered.municipality_code,
        covered.cut_date,
        steps.key as form
    from {{ ref('core_covered_cut_dates') }} as covered
    cross join {{ ref('staircase_steps') }} as steps
    where
        covered.has_placements
        and steps.step > {{ var('last_step_at_home') }}

),

medians as (

    select
        municipality_code,
        cut_date,
        form,
        -- Not there while fewer than half have ended.
        min(day_count) filter (where survival <= 0.5) as median_days,
        min(day_count) filter (where ci_low <= 0.5) as low_days,
        min(day_count) filter (where ci_high <= 0.5) as high_days
    from {{ ref('core_survival') }}
    group by municipality_code, cut_date, form

),

children as (

    select
        municipality_code,
        cut_date,
        form,
        count(distinct person_id) as child_count
    from {{ ref('core_stays_begun') }}
    group by municipality_code, cut_date, form

),

counted as (

    select
        forms.municipality_code,
        forms.cut_date,
        forms.form,
        medians.median_days,
        medians.low_days,
        medians.high_days,
        coalesce(children.child_count, 0) as child_count
    from forms
    left join medians
        on
            forms.municipality_code = medians.municipality_code
            and forms.cut_date = medians.cut_date
            and forms.form = medians.form
    left join children
        on
            forms.municipality_code = children.municipality_code
            and forms.cut_date = children.cut_date
            and forms.form = children.form

)

{% for part, column in parts.items() %}
    select
        'municipality' as area_type,
        municipality_code as area_code,
        cast(cut_date as varchar) as period,
        cut_date as period_end,
        concat(form, '/{{ part }}') as breakdown,
        cast({{ column }} as double) as numerator,
        cast(null as double) as denominator,
        cast(null as double) as sum_of_squares
    from counted
    {% if not loop.last %}union all{% endif %}
{% endfor %}
