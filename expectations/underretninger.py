"""What must hold of whole deliveries of notifications of concern."""

from expectations.limit import number, percent
from expectations.persons import exchanged_numbers_repeat_no_row, one_birth_date_per_person
from expectations.rule import Rule
from expectations.shared import (
    HISTORY,
    column_is_filled,
    few_rows_rejected,
    rows_match_ledger,
    volume_like_before,
)

RULES = (
    rows_match_ledger("underretninger"),
    volume_like_before("underretninger", percent(5), percent(30), HISTORY),
    few_rows_rejected("underretninger", percent(3), "No source gives a size; chosen."),
    one_birth_date_per_person(),
    exchanged_numbers_repeat_no_row("underretninger"),
    column_is_filled("distrikt", percent(20), "No figure of the report uses it; chosen."),
    Rule(
        name="notifications_are_about_children",
        en="At least {least} of the notifications are about somebody under {age}.",
        da="Mindst {least} af underretningerne handler om en under {age} år.",
        evidence="StatBank counts notifications of concern for 0-17-year-olds (UND1; LABY16 until "
        "18). The share leaves room for the unborn's parents and is chosen.",
        limits={"least": percent(90), "age": number(18)},
        unexpected="""
            select kommune from $batch group by kommune
            having count(*) filter (where dato < birth_date + interval ($age) year)
                < $least * count(*)
        """,
    ),
)
