"""What must hold of whole deliveries about inclusion and youth education."""

from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    # No rule on volume: a scope is one row.
    rows_match_ledger("uddannelse"),
    few_rows_rejected("uddannelse", percent(1), "A row is a whole year, so one is too many."),
    Rule(
        name="a_part_is_no_more_than_the_whole",
        severity="error",
        en="No more are counted than there are.",
        da="Der er ikke talt flere, end der er.",
        evidence="A share of pupils. No threshold.",
        unexpected="select kommune, aar, maal from $batch where antal > ud_af",
    ),
    Rule(
        name="special_provision_is_plausible",
        en="At most {most} of the pupils are in special provision.",
        da="Højst {most} af eleverne er i specialtilbud.",
        evidence="The goal is 3 % (000, p. 11). About five times that; more is pupils in "
        "ordinary schools, or those who get any support. Chosen.",
        limits={"most": percent(15)},
        unexpected="""
            select kommune, aar, maal from $batch
            where maal = 'specialtilbud' and antal > $most * ud_af
        """,
    ),
    Rule(
        name="youth_education_is_plausible",
        en="At least {least} of the year group get a youth education.",
        da="Mindst {least} af årgangen får en ungdomsuddannelse.",
        evidence="The goal is 95 %; of those placed before they were ten 57 % in Denmark complete "
        "one (000): a whole year group has more. Less is those who get none.",
        limits={"least": percent(57)},
        unexpected="""
            select kommune, aar, maal from $batch
            where maal = 'ungdomsuddannelse' and antal < $least * ud_af
        """,
    ),
)
