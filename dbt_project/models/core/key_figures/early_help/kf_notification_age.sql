-- Mean age in years at the first notification of concern of the year (003, p. 8), of all children,
-- and in municipalities with a project of those in its districts.

with notified as (

    select
        municipality_code,
        calendar_year,
        last_day,
        age_years,
        is_in_project
    from {{ ref('core_first_notifications') }}

),

counted as (

    select
        municipality_code,
        calendar_year,
        last_day,
        {{ sum_in_any_order('age_years') }} as age_sum,
        {{ sum_in_any_order('age_years * age_years') }} as square_sum,
        count(*) as child_count,
        coalesce({{ sum_in_any_order('age_years') }} filter (where is_in_project), 0)
            as project_age_sum,
        coalesce({{ sum_in_any_order('age_years * age_years') }} filter (where is_in_project), 0)
            as project_square_sum,
        count(*) filter (where is_in_project) as project_child_count
    from notified
    group by municipality_code, calendar_year, last_day

),

projects as (

    select distinct municipality_code
    from {{ ref('project_districts') }}

),

with_project as (

    select
        counted.municipality_code,
        counted.calendar_year,
        counted.last_day,
        counted.project_age_sum,
        counted.project_square_sum,
        counted.project_child_count
    from counted
    inner join projects
        on counted.municipality_code = projects.municipality_code

)

{{ key_figure_rows(
    'counted', 'calendar_year', 'last_day', {'mean': 'age_sum'}, 'child_count', 'square_sum'
) }}
union all

{{ key_figure_rows(
    'with_project',
    'calendar_year',
    'last_day',
    {'project_districts': 'project_age_sum'},
    'project_child_count',
    'project_square_sum',
) }}
