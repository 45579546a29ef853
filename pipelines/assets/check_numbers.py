"""The numbers that a check carries, so that Dagster plots its history.

Rows may be persons. A number of few persons is no business of Dagster's storage, from where alerts
and pages are made, so it is told only up to the next multiple of five, and its name says so.
"""

from __future__ import annotations

_STEP = 5
EXACT = "rows_that_break"
ROUNDED = f"rows_that_break_rounded_up_to_{_STEP}"


def check_numbers(checked: int | None, breaking: int | None, are_persons: bool) -> dict[str, int]:
    """Numbers of rows by name; what is None is left out.

    ``are_persons`` unless every row is of something else: a published cell, a line of accounts.
    """
    numbers = {} if checked is None else {"rows_checked": checked}
    if breaking is None:
        return numbers
    if are_persons:
        return numbers | {ROUNDED: -(-breaking // _STEP) * _STEP}
    return numbers | {EXACT: breaking}
