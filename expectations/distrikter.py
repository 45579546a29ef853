"""What must hold of whole deliveries of districts."""

from expectations.limit import percent
from expectations.rule import Rule
from expectations.shared import few_rows_rejected, rows_match_ledger

RULES = (
    rows_match_ledger("distrikter"),
    few_rows_rejected(
        "distrikter", percent(1), "A district left out loses all of its children: one is too many."
    ),
    Rule(
        name="a_trial_has_districts_to_compare_with",
        en="A municipality has both trial districts and districts to compare with.",
        da="En kommune har både forsøgsdistrikter og distrikter at sammenligne med.",
        evidence="Project description of 2012 (000), p. 11: the Sverige districts are compared "
        "with the rest of Herning. No threshold.",
        unexpected="""
            select kommune from $batch group by kommune having count(distinct gruppe) < 2
        """,
    ),
)
