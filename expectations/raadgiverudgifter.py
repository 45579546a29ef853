"""What must hold of whole deliveries of caseworkers' pay."""

from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    # No rule on volume: a scope is one row.
    rows_match_ledger("raadgiverudgifter"),
    few_rows_rejected(
        "raadgiverudgifter", percent(1), "A row is a whole year's pay, so one is too many."
    ),
    Rule(
        name="year_has_accounts",
        en="Pay is reported for years that the municipality has accounts of.",
        da="Lønnen er opgjort for år, som kommunen har regnskab for.",
        evidence="Pay is added to the administration of the same year (Figure 57). No threshold.",
        unexpected="""
            select kommune, aar from $batch
            where (kommune, aar) not in (select kommune, aar from $regnskab)
        """,
    ),
    Rule(
        name="pay_is_a_part_of_spending",
        en="The pay is at most {most} of what the municipality spends on the area that year.",
        da="Lønnen er højst {most} af det, som kommunen bruger på området det år.",
        evidence="Figures 48, 57 and 66: administration is 18 to 27 million beside 120 to 169 "
        "million of service, at most 23 %. About twice that.",
        limits={"most": percent(50)},
        unexpected="""
            select pay.kommune, pay.aar from $batch as pay
            inner join (
                select kommune, aar, sum(beloeb) as spent from $regnskab group by kommune, aar
            ) as accounts on pay.kommune = accounts.kommune and pay.aar = accounts.aar
            where pay.beloeb > $most * accounts.spent
        """,
    ),
)
