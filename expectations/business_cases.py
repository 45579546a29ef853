"""What must hold of whole deliveries of business cases."""

from expectations.limit import number, percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    # No rule on volume: a settlement may have other lines than the one before.
    rows_match_ledger("business_cases"),
    few_rows_rejected(
        "business_cases", percent(1), "A line left out changes every sum below it: one is too many."
    ),
    Rule(
        name="signs_follow_the_kind",
        severity="error",
        en="Extra costs are not negative and savings not positive.",
        da="Merudgifter er ikke negative, og besparelser er ikke positive.",
        evidence="Both printed tables (000 p. 10; 002, Business case) have savings as negative "
        "amounts; another sign turns a saving into a cost. No threshold.",
        unexpected="""
            select kommune, business_case, aar, linje from $batch
            where (art = 'merudgift' and beloeb < 0) or (art = 'besparelse' and beloeb > 0)
        """,
    ),
    Rule(
        name="a_case_has_both_sides",
        en="A plan has both extra costs and savings.",
        da="En plan har både merudgifter og besparelser.",
        evidence="Both printed business cases have; with one side only there is no net. No "
        "threshold.",
        unexpected="""
            select kommune, business_case from $batch where status = 'plan'
            group by kommune, business_case having count(distinct art) < 2
        """,
    ),
    Rule(
        name="amounts_are_of_one_municipality",
        en="No amount is larger than {most} thousand kr.",
        da="Intet beløb er større end {most} tusind kr.",
        evidence="The largest printed is 12,500 (002); a municipality's whole service is 120,000 "
        "to 169,000 (Figures 48, 57, 66). Kroner instead of thousands would be above.",
        limits={"most": number(200_000)},
        unexpected="select kommune, aar, linje from $batch where abs(beloeb) > $most",
    ),
)
