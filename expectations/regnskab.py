"""What must hold of whole deliveries of municipal accounts."""

from expectations.rule import Rule
from expectations.shared import rows_match_ledger

RULES = (
    rows_match_ledger("regnskab"),
    Rule(
        name="municipality_has_base_years",
        sentence="Every municipality has accounts of the base years 2011-2014.",
        unexpected="""
            select kommune from {batch} group by kommune
            having count(distinct aar) filter (where aar between 2011 and 2014) < 4
        """,
    ),
    Rule(
        name="year_has_price_index",
        sentence="Every accounting year has a price and wage index.",
        unexpected="select aar from {batch} where aar not in (select aar from $pl_indeks)",
    ),
    Rule(
        name="refunds_are_smaller_than_spending",
        sentence="The state refunds less than a municipality spends in a year.",
        unexpected="""
            select kommune, aar from {batch} group by kommune, aar
            having abs(coalesce(sum(beloeb) filter (where dranst = '2'), 0))
                > abs(coalesce(sum(beloeb) filter (where dranst = '1'), 0))
        """,
    ),
)
