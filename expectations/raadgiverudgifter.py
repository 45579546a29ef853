"""What must hold of whole deliveries of caseworkers' pay."""

from expectations.rule import Rule
from expectations.shared import rows_match_ledger

RULES = (
    rows_match_ledger("raadgiverudgifter"),
    Rule(
        name="year_has_accounts",
        sentence="Pay is reported for years that the municipality has accounts of.",
        unexpected="""
            select kommune, aar from {batch}
            where (kommune, aar) not in (select kommune, aar from $regnskab)
        """,
    ),
    Rule(
        name="pay_is_a_part_of_spending",
        sentence="The pay is less than all that the municipality spends on the area that year.",
        unexpected="""
            select pay.kommune, pay.aar from {batch} as pay
            inner join (
                select kommune, aar, sum(beloeb) as spent from $regnskab group by kommune, aar
            ) as accounts on pay.kommune = accounts.kommune and pay.aar = accounts.aar
            where pay.beloeb >= accounts.spent
        """,
    ),
)
