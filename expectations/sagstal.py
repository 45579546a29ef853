"""What must hold of whole deliveries of caseloads."""

from expectations.rule import Rule
from expectations.shared import rows_match_ledger

RULES = (
    rows_match_ledger("sagstal"),
    Rule(
        name="mean_caseload_is_plausible",
        sentence="Caseworkers have between 2 and 100 cases on average on every date.",
        unexpected="""
            select kommune, dato from {batch} group by kommune, dato
            having avg(sager) not between 2 and 100
        """,
    ),
    Rule(
        name="a_caseworker_counts_once",
        sentence="A caseworker has one row on each date.",
        unexpected="""
            select kommune, dato from {batch} group by kommune, dato
            having count(*) > count(distinct raadgiver)
        """,
    ),
)
