"""What must hold of whole deliveries of placements."""

from expectations.rule import Rule
from expectations.shared import one_birth_date_per_person, rows_match_ledger

RULES = (
    rows_match_ledger("anbringelser"),
    one_birth_date_per_person(),
    Rule(
        name="municipality_has_population",
        sentence="Every municipality with placements has population figures.",
        unexpected="""
            select kommune from {batch}
            where kommune not in (select omraade from $befolkning)
        """,
    ),
    Rule(
        name="few_adults",
        sentence="At most one placement in ten begins after the 23rd birthday.",
        unexpected="""
            select kommune from {batch} group by kommune
            having count(*) filter (where startdato >= birth_date + interval 23 year)
                > 0.1 * count(*)
        """,
    ),
    Rule(
        name="some_placements_have_ended",
        sentence="A municipality with 20 placements or more has some that have ended.",
        unexpected="""
            select kommune from {batch} group by kommune
            having count(*) >= 20 and count(slutdato) = 0
        """,
    ),
)
