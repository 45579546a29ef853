"""What must hold of whole deliveries of expenditure by district."""

from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    # No rule on volume: a scope is a year of a few districts.
    rows_match_ledger("distriktsudgifter"),
    few_rows_rejected(
        "distriktsudgifter", percent(1), "An amount left out looks like a saving: one is too many."
    ),
    Rule(
        name="districts_are_known",
        en="Every district is one that the municipality has told the group of.",
        da="Hvert distrikt er et, som kommunen har oplyst gruppen for.",
        evidence="An amount of an unknown district counts in neither group. No threshold.",
        unexpected="""
            select kommune, aar, distrikt from $batch
            where (kommune, distrikt) not in (select kommune, distrikt from $distrikter)
        """,
    ),
)
