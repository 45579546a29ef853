-- Placed children on 31 December, in all and by form, and placed young people of 18 to 22 years
-- (Esbjerg 2014, Måltal for 2014).

with years as (

    select
        coverage.municipality_code,
        calendar.calendar_year,
        make_date(calendar.calendar_year, 12, 31) as last_day
    from {{ ref('core_register_coverage') }} as coverage
    inner join {{ ref('core_calendar_years') }} as calendar
        on make_date(calendar.calendar_year, 12, 31) between coverage.known_from
            and coverage.known_until
    where coverage.source = 'anbringelser'

),

placed as (

    select
        municipality_code,
        person_id,
        birth_date,
        step_key,
        start_date,
        end_date
    from {{ ref('core_step_episodes') }}
    where step_key in ('institution', 'foster', 'network')

),

counted as (

    select
        years.municipality_code,
        years.calendar_year,
        years.last_day,
        count(placed.person_id) filter (
            where {{ is_child_on('placed.birth_date', 'years.last_day') }}
        )
            as placed_count,
        {% for form in ['institution', 'foster', 'network'] %}
            count(placed.person_id) filter (
                where placed.step_key = '{{ form }}'
                and {{ is_child_on('placed.birth_date', 'years.last_day') }}
            ) as {{ form }}_count,
        {% endfor %}
        count(placed.person_id) filter (
            where
            not {{ is_child_on('placed.birth_date', 'years.last_day') }}
            and years.last_day < placed.birth_date + interval '{{ var('end_of_aftercare') }} years'
        ) as young_count
    from years
    left join placed
        on
            years.municipality_code = placed.municipality_code
            and {{ is_in_force('placed.start_date', 'placed.end_date', 'years.last_day') }}
    group by years.municipality_code, years.calendar_year, years.last_day

)

{{ key_figure_rows(
    'counted',
    'calendar_year',
    'last_day',
    {
        'total': 'placed_count',
        'institution': 'institution_count',
        'foster': 'foster_count',
        'network': 'network_count',
        'age_18_22': 'young_count',
    },
    'null',
) }}
