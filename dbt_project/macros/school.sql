{# Wellbeing and absence: the groups and their breakdowns are the same for all three figures. #}

{# First and last day of a school year written 2014/15. #}
{% macro school_year_first_day(school_year) -%}
    cast(concat(left({{ school_year }}, 4), '-08-01') as date)
{%- endmacro %}
{% macro school_year_last_day(school_year) -%}
    cast(concat(cast(left({{ school_year }}, 4) as integer) + 1, '-07-31') as date)
{%- endmacro %}

{# Vulnerable and other pupils: the sum of a value per pupil, and how many pupils have one.

   source_name: the source whose school years are shown. pupils: a CTE with municipality_code,
   school_year, person_id, is_vulnerable and pupil_value. Both groups are always there, also an empty one. #}
{% macro pupil_group_rows(source_name, pupils) -%}
    school_years as (

        select
            municipality_code,
            school_year,
            last_day
        from {{ ref('core_covered_school_years') }}
        where source = '{{ source_name }}' and {{ is_to_derive('municipality_code') }}

    ),

    counted as (

        select
            school_years.municipality_code,
            school_years.school_year,
            school_years.last_day,
            {% for group, is_of_group in
                {'vulnerable': 'pupils.is_vulnerable', 'other': 'not pupils.is_vulnerable'}.items()
            %}
                {{ sum_in_any_order('pupils.pupil_value') }}
                    filter (where {{ is_of_group }}) as {{ group }}_sum,
                {{ sum_in_any_order('pupils.pupil_value * pupils.pupil_value') }}
                    filter (where {{ is_of_group }}) as {{ group }}_squares,
                count(pupils.person_id) filter (where {{ is_of_group }}) as {{ group }}_count
                {%- if not loop.last %},{% endif %}
            {% endfor %}
        from school_years
        left join {{ pupils }} as pupils
            on
                school_years.municipality_code = pupils.municipality_code
                and school_years.school_year = pupils.school_year
        group by
            school_years.municipality_code,
            school_years.school_year,
            school_years.last_day

    )

    {{ key_figure_rows(
        'counted',
        'school_year',
        'last_day',
        {'vulnerable': 'coalesce(vulnerable_sum, 0)'},
        'vulnerable_count',
        'vulnerable_squares',
    ) }}
    union all

    {{ key_figure_rows(
        'counted',
        'school_year',
        'last_day',
        {'other': 'coalesce(other_sum, 0)'},
        'other_count',
        'other_squares',
    ) }}
{%- endmacro %}
