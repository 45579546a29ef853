-- Each child's first notification of concern in a calendar year, with the child's age in years.
-- Several notifications about one child in a year are mostly about the same, so a child counts once
-- a year; who was of age, or not yet born, is left out. Only years that the delivery tells all of:
-- it came when the year had ended, and has a notification of an earlier year.
{% set days_per_year = 365.25 %}

with notifications as (

    select
        notified.municipality_code,
        notified.person_id,
        notified.birth_date,
        notified.notified_on,
        notified.district,
        cast(extract(year from notified.notified_on) as integer) as calendar_year
    from {{ ref('stg_notifications') }} as notified
    where {{ is_child_on('notified.birth_date', 'notified.notified_on') }}

),

delivered as (

    select
        municipality_code,
        min(notified_on) as first_day
    from {{ ref('stg_notifications') }}
    group by municipality_code

),

firsts as (

    select
        municipality_code,
        calendar_year,
        person_id,
        birth_date,
        notified_on,
        district
    from notifications
    qualify
        row_number() over (
            partition by municipality_code, calendar_year, person_id
            order by notified_on, district
        ) = 1

)

select
    firsts.municipality_code,
    firsts.calendar_year,
    make_date(firsts.calendar_year, 12, 31) as last_day,
    firsts.person_id,
    (firsts.notified_on - firsts.birth_date) / {{ days_per_year }} as age_years,
    districts.district is not null as is_in_project
from firsts
inner join {{ ref('core_coverage') }} as coverage
    on
        coverage.source = 'underretninger'
        and firsts.municipality_code = coverage.municipality_code
        and coverage.delivered_on >= make_date(firsts.calendar_year, 12, 31)
inner join delivered
    on
        firsts.municipality_code = delivered.municipality_code
        and delivered.first_day < make_date(firsts.calendar_year, 1, 1)
left join {{ ref('project_districts') }} as districts
    on
        firsts.municipality_code = districts.municipality_code
        and firsts.district = districts.district
        and {{ is_in_force('districts.valid_from', 'districts.valid_to', 'firsts.notified_on') }}
