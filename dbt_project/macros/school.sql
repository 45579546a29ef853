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
   school_year, person_id and pupil_value. Both groups are always there, also an empty one. #}
{% macro pupil_group_rows(source_name, pupils) -%}
    school_years as (

        select
            municipality_code,
            school_year,
            last_day
        from {{ ref('core_covered_school_years') }}
        where source = '{{ source_name }}'

    ),

    counted as (

        select
            school_years.municipality_code,
            school_years.school_year,
            school_years.last_day,
            {{ sum_in_any_order('pupils.pupil_value') }}
                filter (where vulnerable.person_id is not null) as vulnerable_sum,
            {{ sum_in_any_order('pupils.pupil_value * pupils.pupil_value') }}
                filter (where vulnerable.person_id is not null) as vulnerable_squares,
            count(pupils.person_id) filter (where vulnerable.person_id is not null)
                as vulnerable_count,
            {{ sum_in_any_order('pupils.pupil_value') }}
                filter (where vulnerable.person_id is null) as other_sum,
            {{ sum_in_any_order('pupils.pupil_value * pupils.pupil_value') }}
                filter (where vulnerable.person_id is null) as other_squares,
            count(pupils.person_id) filter (where vulnerable.person_id is null) as other_count
        from school_years
        left join {{ pupils }} as pupils
            on
                school_years.municipality_code = pupils.municipality_code
                and school_years.school_year = pupils.school_year
        left join {{ ref('core_vulnerable_pupil') }} as vulnerable
            on
                pupils.municipality_code = vulnerable.municipality_code
                and pupils.school_year = vulnerable.school_year
                and pupils.person_id = vulnerable.person_id
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
