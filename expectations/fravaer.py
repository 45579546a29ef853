"""What must hold of whole deliveries of the absence register."""

from expectations.rule import Rule
from expectations.shared import one_birth_date_per_person, rows_match_ledger

RULES = (
    rows_match_ledger("fravaer"),
    one_birth_date_per_person(),
    Rule(
        name="absent_on_school_days_only",
        sentence="No pupil is absent on more days than there are school days.",
        unexpected="""
            select kommune, skoleaar from {batch}
            where fravaer_ulovligt + fravaer_lovligt + fravaer_sygdom > skoledage
        """,
    ),
    Rule(
        name="pupils_have_school_days",
        sentence="At most one row in twenty is without school days.",
        unexpected="""
            select kommune, skoleaar from {batch} group by kommune, skoleaar
            having count(*) filter (where skoledage = 0) > 0.05 * count(*)
        """,
    ),
)
