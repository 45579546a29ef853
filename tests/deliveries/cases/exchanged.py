"""Exchanged civil registration numbers, and what cannot be an exchange."""

from __future__ import annotations

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import CHILD, EXCHANGES, OLD_MAN, SISTER
from tests.deliveries.cases.values import rejected_cell

GROUP = "exchanged"


def _no(name: str, column: str, written: str, rule: str, habit: str) -> Case:
    return rejected_cell(name, GROUP, (EXCHANGES, column, written), rule, habit)


def _rows(name: str, looks: str, *lines: dict[str, str], rule: str = "", stays: int = 0) -> Case:
    """The good row and these: all stay, or only the first lines do."""
    outcome = Outcome.ROW_REJECTED if rule else Outcome.ACCEPTED
    last = 2 + len(lines)
    gone = tuple((line, None, rule) for line in range(2 + stays, last + 1)) if rule else ()
    kept = range(2, 2 + stays if rule else last + 1)
    return Case(
        name, GROUP, looks, EXCHANGES.source, outcome,
        lambda: EXCHANGES.lines(*(EXCHANGES.line(changes) for changes in lines)),
        rejected=gone, select="line", values=tuple((line,) for line in kept),
    )  # fmt: skip


INVENTED = (
    _no("same_number_twice", "cpr_nu", f"{OLD_MAN[:6]}-{OLD_MAN[6:]}", "same_person",
        "nothing was exchanged; the same number with a dash"),
    _no("former_number_missing", "cpr_tidligere", "", "missing_value", "a child without a number"),
    _no("current_number_unknown", "cpr_nu", "afventer", "not_a_person",
        "the new number is not known yet"),
    _no("exchange_to_come", "dato", "2018-06-01", "after_delivery", "announced, not yet done"),
    _no("exchange_before_birth", "dato", "2004-12-31", "before_birth", "the year before"),
    _no("reason_in_words", "aarsag", "juridisk kønsskifte", "unknown_code",
        "more than anybody needs to know"),
    _rows("two_successors", "A number that gave way to two others: neither is believed",
          {"cpr_nu": OLD_MAN}, rule="duplicate_key"),
    _rows("exchange_repeated", "The same exchange twice: one stays", {}, rule="duplicate_row",
          stays=1),
    _rows("exchange_in_two_steps", "A number that was exchanged again: both steps stay",
          {"cpr_tidligere": SISTER, "cpr_nu": OLD_MAN}),
    _rows("exchange_taken_back", "Two numbers exchanged for each other: both rows stay, nobody "
          "becomes another, and it is listed", {"cpr_tidligere": SISTER, "cpr_nu": CHILD}),
    _rows("two_numbers_become_one", "Two former numbers of one child: both stay",
          {"cpr_tidligere": OLD_MAN}),
)  # fmt: skip

CASES = INVENTED
