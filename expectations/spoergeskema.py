"""What must hold of whole surveys of caseworkers, providers and citizens."""

from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import (
    CLOSED_PERIOD,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

RULES = (
    rows_match_ledger("spoergeskema"),
    volume_like_before("spoergeskema", percent(10), percent(10), CLOSED_PERIOD),
    few_rows_rejected(
        "spoergeskema",
        percent(1),
        "A share of answers is printed to the per cent, so one per cent can be seen.",
    ),
    Rule(
        name="some_of_the_invited_answer",
        en="At least {least} of the respondents of a survey answered something.",
        da="Mindst {least} af deltagerne i en undersøgelse har svaret på noget.",
        evidence="Table 1: 56 to 91 % answered everything. Half of the smallest, rounded up.",
        limits={"least": percent(30)},
        unexpected="""
            select undersoegelse from $batch group by undersoegelse
            having count(distinct respondent) filter (where svar is not null)
                < $least * count(distinct respondent)
        """,
    ),
    Rule(
        name="questions_are_relevant",
        en="No question is irrelevant to more than {most} of those who answer it.",
        da="Intet spørgsmål er irrelevant for mere end {most} af dem, der svarer på det.",
        evidence="The report prints shares of all who answered (Figures 9-34); a question that "
        "hardly anybody was asked would be among them. Chosen.",
        limits={"most": percent(80)},
        unexpected="""
            select undersoegelse, spoergsmaal from $batch where svar is not null
            group by undersoegelse, spoergsmaal
            having count(*) filter (where svar = 'ikke_relevant') > $most * count(*)
        """,
    ),
)
