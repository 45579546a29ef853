"""What must hold of whole deliveries of follow-ups."""

from expectations.rule import Rule
from expectations.shared import one_birth_date_per_person, rows_match_ledger

RULES = (
    rows_match_ledger("opfoelgninger"),
    one_birth_date_per_person(),
    Rule(
        name="follow_ups_belong_to_a_case",
        sentence="At least nine follow-ups in ten are on a child with a placement or a measure.",
        unexpected="""
            select kommune from {batch} group by kommune
            having count(*) filter (
                where person_id in (select person_id from $anbringelser)
                    or person_id in (select person_id from $foranstaltninger)
            ) < 0.9 * count(*)
        """,
    ),
)
