"""What must hold of whole surveys of caseworkers and providers."""

from expectations.rule import Rule
from expectations.shared import rows_match_ledger

RULES = (
    rows_match_ledger("spoergeskema"),
    Rule(
        name="some_of_the_invited_answer",
        sentence="At least one respondent in five answered something.",
        unexpected="""
            select undersoegelse from {batch} group by undersoegelse
            having count(distinct respondent) filter (where svar is not null)
                < 0.2 * count(distinct respondent)
        """,
    ),
    Rule(
        name="questions_are_relevant",
        sentence="No question is irrelevant to more than nine respondents in ten.",
        unexpected="""
            select undersoegelse, spoergsmaal from {batch} where svar is not null
            group by undersoegelse, spoergsmaal
            having count(*) filter (where svar = 'ikke_relevant') > 0.9 * count(*)
        """,
    ),
)
