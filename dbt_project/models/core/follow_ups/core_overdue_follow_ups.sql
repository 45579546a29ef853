-- Children whose follow-up is overdue on the day of the delivery: for analysts of the municipality,
-- pseudonymised, and never in a mart (noegletal overdue).

select
    due.municipality_code,
    due.person_id,
    due.step_key,
    due.start_date as on_step_from,
    due.from_date as last_looked_at_on,
    due.due_on,
    coverage.delivered_on - due.due_on as overdue_days
from {{ ref('core_follow_ups_due') }} as due
inner join {{ ref('core_coverage') }} as coverage
    on
        due.municipality_code = coverage.municipality_code
        and due.due_on < coverage.delivered_on
        and coverage.source = 'opfoelgninger'
inner join {{ ref('core_step_episodes') }} as episodes
    on
        due.municipality_code = episodes.municipality_code
        and due.person_id = episodes.person_id
        and due.step_key = episodes.step_key
        and due.start_date = episodes.start_date
        and coverage.delivered_on <= {{ last_day_in_force('episodes.end_date') }}
where
    due.held_on is null
    and {{ is_child_on('due.birth_date', 'coverage.delivered_on') }}
