"""Days in words, in Danish and English: as dates, and as days that come back every year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.column import Label

# Not from the locale, which changes nothing in this house.
_DANISH = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# A year that has no 29 February, which does not come every year.
_ANY_YEAR = 2001


def yearly(text: str) -> tuple[int, int]:
    """Month and day of ``MM-DD``; ``ValueError`` when that is no day of every year."""
    day = date.fromisoformat(f"{_ANY_YEAR}-{text}")
    return day.month, day.day


def yearly_in_words(text: str) -> Label:
    """``01-31`` as ``31. januar`` and ``31 January``."""
    month, day = yearly(text)
    return Label(da=f"{day}. {_DANISH[month - 1]}", en=f"{day} {_ENGLISH[month - 1]}")


def in_words(day: date) -> Label:
    """A date as ``31. januar 2017`` and ``31 January 2017``."""
    return Label(
        da=f"{day.day}. {_DANISH[day.month - 1]} {day.year}",
        en=f"{day.day} {_ENGLISH[day.month - 1]} {day.year}",
    )


def listed(labels: Sequence[Label]) -> Label:
    """``a, b og c`` and ``a, b and c``; there is at least one."""
    return Label(
        da=_listed([each.da for each in labels], "og"),
        en=_listed([each.en for each in labels], "and"),
    )


def _listed(texts: list[str], word: str) -> str:
    *first, last = texts
    return f"{', '.join(first)} {word} {last}" if first else last
