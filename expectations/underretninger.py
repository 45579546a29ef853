"""What must hold of whole deliveries of notifications of concern."""

from expectations.rule import Rule
from expectations.shared import one_birth_date_per_person, rows_match_ledger

RULES = (
    rows_match_ledger("underretninger"),
    one_birth_date_per_person(),
    Rule(
        name="notifications_are_about_children",
        sentence="At least nine notifications in ten are about somebody under 18.",
        unexpected="""
            select kommune from {batch} group by kommune
            having count(*) filter (where dato < birth_date + interval 18 year) < 0.9 * count(*)
        """,
    ),
)
