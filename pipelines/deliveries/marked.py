"""Cells that must be rejected whatever the type of their column, marked in their text.

A spreadsheet's error or a formula that was never calculated has no text of its own, and as an empty
text it would pass in a column that may be empty. The mark begins with NUL, which no file can hold:
CSV and Parquet with one are refused, and XML has no way to write it.
"""

from __future__ import annotations

from pipelines.deliveries.sentences import ValueRejectedError

_MARK = "\0"


def marked(rule: str) -> str:
    """The text of a cell that breaks ``rule``."""
    return f"{_MARK}{rule}{_MARK}"


def check_marked(text: str) -> None:
    """Raise ``ValueRejectedError`` when a marked cell is in the text, alone or joined to others."""
    if _MARK in text:
        raise ValueRejectedError(text.split(_MARK)[1])


def without_marks(text: str) -> str:
    """The text, or nothing when it is marked: what a header or a title line shows."""
    return "" if _MARK in text else text
