-- Of the 16-18-year-olds on a step a year ago: who is on a step that cost less on average then
-- (Esbjerg 2014, Måltal). What a measure costs does not decide its step (Herning 2016), so that the
-- municipality's own unit costs are asked.

with years as (

    select
        coverage.municipality_code,
        calendar.calendar_year,
        make_date(calendar.calendar_year - 1, 12, 31) as earlier_day,
        make_date(calendar.calendar_year, 12, 31) as last_day
    from {{ ref('core_register_coverage') }} as coverage
    inner join {{ ref('core_calendar_years') }} as calendar
        on
            make_date(calendar.calendar_year - 1, 12, 31) >= coverage.known_from
            and make_date(calendar.calendar_year, 12, 31) <= coverage.known_until
    group by coverage.municipality_code, calendar.calendar_year
    having count(*) = 2

),

unit_costs as (

    select
        area_code as municipality_code,
        cast(period as integer) as calendar_year,
        breakdown as step_key,
        numerator as dkk_1000
    from {{ ref('kf_unit_cost') }}

),

episodes as (

    select
        municipality_code,
        person_id,
        birth_date,
        step_key,
        start_date,
        end_date
    from {{ ref('core_step_episodes') }}

),

cohort as (

    select
        years.municipality_code,
        years.calendar_year,
        years.last_day,
        earlier.person_id,
        earlier_cost.dkk_1000 as earlier_dkk_1000,
        later_cost.dkk_1000 as later_dkk_1000
    from years
    inner join episodes as earlier
        on
            years.municipality_code = earlier.municipality_code
            and {{ is_in_force('earlier.start_date', 'earlier.end_date', 'years.earlier_day') }}
            -- 16, 17 or 18 years old on the later day.
            and years.last_day
            >= earlier.birth_date + interval '{{ var('young_people_from') }} years'
            and years.last_day
            < earlier.birth_date + interval '{{ var('young_people_until') }} years'
    left join episodes as later
        on
            earlier.municipality_code = later.municipality_code
            and earlier.person_id = later.person_id
            and {{ is_in_force('later.start_date', 'later.end_date', 'years.last_day') }}
    left join unit_costs as earlier_cost
        on
            years.municipality_code = earlier_cost.municipality_code
            and years.calendar_year - 1 = earlier_cost.calendar_year
            and earlier.step_key = earlier_cost.step_key
    left join unit_costs as later_cost
        on
            years.municipality_code = later_cost.municipality_code
            and years.calendar_year - 1 = later_cost.calendar_year
            and later.step_key = later_cost.step_key

),

priced as (

    select distinct
        municipality_code,
        calendar_year + 1 as calendar_year
    from unit_costs

),

counted as (

    select
        years.municipality_code,
        years.calendar_year,
        years.last_day,
        count(cohort.person_id) filter (where cohort.later_dkk_1000 < cohort.earlier_dkk_1000)
            as cheaper_count,
        -- Without accounts of the earlier year nobody knows what is cheaper.
        case when max(priced.calendar_year) is not null then count(cohort.person_id) end
            as cohort_count
    from years
    left join cohort
        on
            years.municipality_code = cohort.municipality_code
            and years.calendar_year = cohort.calendar_year
    left join priced
        on
            years.municipality_code = priced.municipality_code
            and years.calendar_year = priced.calendar_year
    group by years.municipality_code, years.calendar_year, years.last_day

)

{{ key_figure_rows(
    'counted', 'calendar_year', 'last_day', {'total': 'cheaper_count'}, 'cohort_count'
) }}
