"""What must hold of the whole price and wage index."""

from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger, volume_like_before

RULES = (
    rows_match_ledger("pl_indeks"),
    volume_like_before(
        "pl_indeks",
        percent(1),
        percent(50),
        "A new index has a year more than the last one and loses none. The rise is chosen.",
        enough=4,
    ),
    few_rows_rejected(
        "pl_indeks",
        percent(1),
        "A year without index has no amounts in prices of 2017, so one row is too many.",
    ),
    Rule(
        name="has_the_price_year",
        en="The index has 2017, the year whose prices amounts are shown in.",
        da="Indekset har 2017, som er det år, hvis priser beløb vises i.",
        evidence="Figures 48-50, 57-59 and 66-68 are in prices of 2017. No threshold.",
        unexpected="""
            select 1 as missing
            where (select count(*) from $batch) > 0
                and (select count(*) from $batch where aar = 2017) = 0
        """,
    ),
    Rule(
        name="prices_change_slowly",
        en="The index changes by at most {most} from one year to the next.",
        da="Indekset ændrer sig højst {most} fra et år til det næste.",
        evidence="No series is printed or among the reference files; municipal prices and wages "
        "have risen by a few per cent a year. Chosen.",
        limits={"most": percent(10)},
        unexpected="""
            select now.aar from $batch as now
            inner join $batch as before on now.aar = before.aar + 1
            where abs(now.indeks - before.indeks) > $most * before.indeks
        """,
    ),
)
