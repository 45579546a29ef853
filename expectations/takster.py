"""What must hold of whole deliveries of rates and courses."""

from expectations.limit import number, percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    rows_match_ledger("takster"),
    few_rows_rejected(
        "takster", percent(1), "A part of a course left out makes it cheaper: one is too many."
    ),
    Rule(
        name="both_practices_are_there",
        en="A provider has a course of today and one of the new practice in the same year.",
        da="Et tilbud har et forløb i dag og et efter ny praksis i samme år.",
        evidence="Every printed comparison has both (003, pp. 11 and 15). No threshold.",
        unexpected="""
            select kommune, tilbud, aar from $batch group by kommune, tilbud, aar
            having count(distinct praksis) < 2
        """,
    ),
    Rule(
        name="rates_are_per_day",
        en="Rates lie between {least} and {most} kr. per day.",
        da="Takster ligger mellem {least} og {most} kr. pr. dag.",
        evidence="The printed rates are 1,094 to 3,421 kr. (003, pp. 11 and 15). A rate per month "
        "or in thousands would lie outside; a third of the smallest and three times the largest.",
        limits={"least": number(300), "most": number(10_000)},
        unexpected="""
            select kommune, tilbud, del from $batch where takst not between $least and $most
        """,
    ),
)
