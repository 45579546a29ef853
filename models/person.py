"""Civil registration numbers (CPR): what makes ten digits a person, and the day of birth in them.

Source: CPR-kontoret, "Personnummeret i CPR" (century rule of the seventh digit; replacement
numbers have 60 added to the day; modulus 11 has not been guaranteed since 2007). How a number
becomes a pseudonym is the loading step's business, because that takes a secret key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"([0-9]{6})[- ]?([0-9]{4})|([0-9]{5})-?([0-9]{4})")
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAYS = 60


@dataclass(frozen=True)
class Person:
    """A valid number. ``digits`` is a secret: it must never be written or logged."""

    digits: str
    birth_date: date
    is_replacement: bool
    passes_modulus_11: bool

    def __repr__(self) -> str:
        """Never the digits: a traceback prints the arguments of the functions in it."""
        return "Person(**********)"


def parse_cpr(text: str) -> Person | None:
    """The person behind ``ddmmyy-xxxx``, ten digits or nine (a lost leading zero); else None."""
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        return None
    digits = "".join(part for part in shape.groups() if part).zfill(10)
    birth_date = _birth_date(digits)
    if birth_date is None or digits == "0000000000":
        return None
    checksum = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return Person(
        digits=digits,
        birth_date=birth_date,
        is_replacement=int(digits[:2]) > _REPLACEMENT_DAYS,
        passes_modulus_11=checksum % 11 == 0,
    )


def _birth_date(digits: str) -> date | None:
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    if day > _REPLACEMENT_DAYS:
        day -= _REPLACEMENT_DAYS
    try:
        return date(_century(year, seventh) + year, month, day)
    except ValueError:
        return None


def _century(year: int, seventh: int) -> int:
    """0-3: 1900s. 4 and 9: 2000s up to year 36, else 1900s. 5-8: 2000s up to 57, else 1800s."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
