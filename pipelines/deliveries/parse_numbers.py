"""Text to numbers: amounts as exact decimals, whole numbers and years; never through a float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

from pipelines.deliveries.sentences import ValueRejectedError

# The raw tables hold DECIMAL(18, 5): thousands of kroner to the øre.
_STEP = Decimal("0.00001")
_BOUND = Decimal(10) ** 13
# What programs write for a minus sign and for the space between thousands.
_PLAIN = str.maketrans(dict.fromkeys("−–﹣‐‑", "-") | dict.fromkeys("\u00a0\u202f\u2009", " "))
_SIGNED = re.compile(r"(?P<before>- ?)?(?P<digits>[0-9][0-9., ]*?)(?P<after> ?-)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)(?:,[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+(?:,[0-9]+)?")
_DECIMAL_POINT = re.compile(r"[0-9]+\.[0-9]+")
_WHOLE = re.compile(r"(-?[0-9]{1,9})(?:[.,]0+)?")
_YEAR = re.compile(r"([12][0-9]{3})(?:[.,]0+)?")


def parse_amount(text: str) -> Decimal:
    """A Danish number: ``1.234`` and ``1 234`` are thousands, ``1.234,5`` and ``1234.5`` decimals.

    ``1,234.50`` is English and rejected, since ``1,234`` beside it would be read otherwise. What
    lies beyond the fifth decimal is rounded half to even.
    """
    signed = _SIGNED.fullmatch(text.strip().translate(_PLAIN))
    if signed is None or (signed["before"] and signed["after"]):
        raise ValueRejectedError("not_an_amount")
    digits = signed["digits"]
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "").replace(" ", "")
    elif not (_DECIMAL_COMMA.fullmatch(digits) or _DECIMAL_POINT.fullmatch(digits)):
        raise ValueRejectedError("not_an_amount")
    value = Decimal(digits.replace(",", "."))
    if value >= _BOUND:
        raise ValueRejectedError("not_an_amount")
    value = value.quantize(_STEP, rounding=ROUND_HALF_EVEN)
    return -value if value and (signed["before"] or signed["after"]) else value


def parse_integer(text: str) -> int:
    """A whole number of at most nine digits; ``5.0`` is 5, as spreadsheets write it."""
    whole = _WHOLE.fullmatch(text.strip().translate(_PLAIN))
    if whole is None:
        raise ValueRejectedError("not_an_integer")
    return int(whole[1])


def parse_year(text: str) -> int:
    """A year of four digits."""
    year = _YEAR.fullmatch(text.strip())
    if year is None:
        raise ValueRejectedError("not_a_year")
    return int(year[1])


def parse_wellbeing_answer(text: str) -> int | None:
    """An answer to the wellbeing survey; 0 is not answered. The contract holds its range."""
    return parse_integer(text) or None
