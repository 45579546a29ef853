"""What must hold of the whole price and wage index."""

from expectations.rule import Rule
from expectations.shared import rows_match_ledger

RULES = (
    rows_match_ledger("pl_indeks"),
    Rule(
        name="has_the_price_year",
        sentence="The index has 2017, the year whose prices amounts are shown in.",
        unexpected="""
            select 1 as missing
            where (select count(*) from {batch}) > 0
                and (select count(*) from {batch} where aar = 2017) = 0
        """,
    ),
    Rule(
        name="prices_change_slowly",
        sentence="The index changes by at most 10 per cent from one year to the next.",
        unexpected="""
            select now.aar from {batch} as now
            inner join {batch} as before on now.aar = before.aar + 1
            where abs(now.indeks - before.indeks) > 0.1 * before.indeks
        """,
    ),
)
