-- Every follow-up that was due by the municipality's own standard, and whether it was held in time.
-- The next one is due counted from the last one held, or from the start of the stay.

with due as (

    select
        intervals.municipality_code,
        intervals.person_id,
        intervals.birth_date,
        intervals.step_key,
        intervals.start_date,
        intervals.known_until,
        intervals.from_date,
        intervals.next_date,
        cast(
            intervals.from_date + to_days(
                case
                    when intervals.is_start then standards.first_after_days
                    else standards.then_every_days
                end
            ) as date
        ) as due_on
    from {{ ref('core_follow_up_intervals') }} as intervals
    inner join {{ ref('follow_up_standards') }} as standards
        on
            intervals.municipality_code = standards.area_code
            and intervals.step_key = standards.step_key
            and intervals.from_date - intervals.start_date >= standards.on_step_from_days
            -- The standard that held when the time began to run.
            and {{ is_in_force(
                'standards.valid_from', 'standards.valid_to', 'intervals.from_date'
            ) }}
    qualify
        row_number() over (
            partition by
                intervals.municipality_code,
                intervals.person_id,
                intervals.step_key,
                intervals.start_date,
                intervals.from_date
            order by standards.on_step_from_days desc
        ) = 1

)

select
    municipality_code,
    person_id,
    birth_date,
    step_key,
    start_date,
    from_date,
    due_on,
    next_date as held_on,
    coalesce(next_date <= due_on, false) as is_in_time
from due
-- Who left the step before it was due needed none.
where due_on <= known_until
