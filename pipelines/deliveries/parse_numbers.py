"""Text to numbers: amounts as exact decimals, whole numbers and years; never through a float.

The texts come without surrounding spaces.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

from pipelines.deliveries.noted import Noted, PlainValue, noted, plain
from pipelines.deliveries.sentences import ValueRejectedError

# The raw tables hold DECIMAL(18, 5): thousands of kroner to the øre.
_STEP = Decimal("0.00001")
_BOUND = Decimal(10) ** 13
# What programs write for a minus sign and for the space between thousands.
_MINUS_SIGNS = "−–﹣‐‑"
_PLAIN = str.maketrans(dict.fromkeys(_MINUS_SIGNS, "-") | dict.fromkeys("\u00a0\u202f\u2009", " "))
_SIGNED = re.compile(r"(?P<before>- ?)?(?P<digits>[0-9][0-9., ]*?)(?P<after> ?-)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)(?:,[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+(?:,[0-9]+)?")
_DECIMAL_POINT = re.compile(r"[0-9]+\.[0-9]+")
# Three zeros behind a point are a Danish thousand as well as a spreadsheet's decimals.
_WHOLE = re.compile(r"(?P<whole>-?(?P<digits>[0-9]{1,9}))(?P<decimals>[.,]0{1,2})?")
_YEAR = re.compile(r"(?P<year>[12][0-9]{3})(?P<decimals>[.,]0{1,2})?")


def parse_amount(text: str) -> PlainValue | Noted:
    """A Danish number: ``1.234`` and ``1 234`` are thousands, ``1.234,5`` and ``1234.5`` decimals.

    ``1,234.50`` is English and rejected, since ``1,234`` beside it would be read otherwise. What
    lies beyond the fifth decimal is rounded half to even, and noted.
    """
    signed = _SIGNED.fullmatch(text.translate(_PLAIN))
    if signed is None or (signed["before"] and signed["after"]):
        raise ValueRejectedError("not_an_amount")
    digits, separator = signed["digits"], None
    if _THOUSANDS.fullmatch(digits):
        digits, separator = digits.replace(".", "").replace(" ", ""), "thousands_separator"
    elif _DECIMAL_POINT.fullmatch(digits):
        separator = "decimal_point"
    elif not _DECIMAL_COMMA.fullmatch(digits):
        raise ValueRejectedError("not_an_amount")
    exact = Decimal(digits.replace(",", "."))
    if exact >= _BOUND:
        raise ValueRejectedError("not_an_amount")
    value = exact.quantize(_STEP, rounding=ROUND_HALF_EVEN)
    return noted(
        -value if value and (signed["before"] or signed["after"]) else value,
        separator,
        "trailing_minus" if signed["after"] else None,
        _unicode_minus(text),
        "rounded" if value != exact else None,
    )


def parse_integer(text: str) -> PlainValue | Noted:
    """A whole number of at most nine digits; ``5.0`` is 5, as spreadsheets write it."""
    whole = _WHOLE.fullmatch(text.translate(_PLAIN))
    if whole is None:
        raise ValueRejectedError("not_an_integer")
    digits = whole["digits"]
    return noted(
        int(whole["whole"]),
        "spreadsheet_decimals" if whole["decimals"] else None,
        _unicode_minus(text),
        "leading_zero" if len(digits) > 1 and digits.startswith("0") else None,
    )


def parse_year(text: str) -> PlainValue | Noted:
    """A year of four digits."""
    year = _YEAR.fullmatch(text)
    if year is None:
        raise ValueRejectedError("not_a_year")
    return noted(int(year["year"]), "spreadsheet_decimals" if year["decimals"] else None)


def parse_wellbeing_answer(text: str) -> PlainValue | Noted:
    """An answer to the wellbeing survey; 0 is not answered. The contract holds its range."""
    value, rules = plain(parse_integer(text))
    return noted(value or None, *rules)


def _unicode_minus(text: str) -> str | None:
    return "unicode_minus" if any(sign in text for sign in _MINUS_SIGNS) else None
