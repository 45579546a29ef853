"""Text of a StatBank extract: codes, Danish labels or English time codes to one form.

Source: Statistics Denmark, StatBank API; ``..`` is not available (never 0), ``-`` is nil.
"""

from __future__ import annotations

import re

import pyarrow as pa

from models.codelists import areas
from pipelines.deliveries.parse_codes import parse_text, plain_code, three_digits
from pipelines.deliveries.parse_numbers import parse_amount
from pipelines.deliveries.sentences import ValueRejectedError, shown

TOTAL = "TOT"
_ALL_AGES = "IALT"
_TOTALS = {"tot", "ialt", "i alt", "total", "alder i alt", "age, total"}
_AGE = re.compile(r"([0-9]{1,3})(?: år| years?)?", re.IGNORECASE)
_OLDEST = 125
_QUARTER = re.compile(r"([12][0-9]{3})[KQ]([1-4])", re.IGNORECASE)
_NOT_AVAILABLE = {"..", "...", "."}
_SUPPRESSED = re.compile(r"< ?[0-9]+")


def parse_area(text: str) -> str:
    """Code of the country, a region or a municipality, delivered as code or Danish label."""
    code = three_digits(plain_code(text))
    if code in areas():
        return code
    label = text.strip()
    by_label = next((key for key, name in areas().items() if name == label), None)
    if by_label is None:
        raise ValueRejectedError("unknown_area", value=shown(label))
    return by_label


def parse_age(text: str) -> str:
    """An age in whole years as text (``0`` to ``125``), or ``IALT`` for all ages."""
    label = plain_code(text)
    if label.casefold() in _TOTALS:
        return _ALL_AGES
    age = _AGE.fullmatch(label)
    if age is None or int(age[1]) > _OLDEST:
        raise ValueRejectedError("not_an_age")
    return str(int(age[1]))


def parse_quarter(text: str) -> str:
    """``2016K1``; the English ``2016Q1`` is the same quarter."""
    quarter = _QUARTER.fullmatch(text.strip())
    if quarter is None:
        raise ValueRejectedError("not_a_quarter")
    return f"{quarter[1]}K{quarter[2]}"


def parse_count(text: str) -> int | None:
    """A number of persons; None when not available or suppressed, 0 for the nil sign ``-``."""
    sign = text.strip()
    if sign in _NOT_AVAILABLE or _SUPPRESSED.fullmatch(sign):
        return None
    if sign in ("-", "–"):
        return 0
    try:
        count = parse_amount(sign)
    except ValueRejectedError:
        raise ValueRejectedError("not_a_count") from None
    if count != int(count):
        raise ValueRejectedError("not_a_count")
    return int(count)


def parse_dimension(text: str) -> str:
    """A value of any other dimension, with all totals written as ``TOT``."""
    return TOTAL if text.strip().casefold() in _TOTALS else parse_text(text)


def other_dimensions(unknown: dict[str, pa.Array]) -> pa.Array:
    """The columns that the contract does not name as one: ``NAME=value|NAME=value``, or ``TOT``.

    A part that is a total is written as one, whatever it was called (``HERKOMST=TOT``), so that a
    total of one dimension is told from the parts of another.
    """
    names = [name.upper() for name in unknown]
    columns = [column.to_pylist() for column in unknown.values()]
    known: dict[tuple[str, ...], str] = {}
    for values in set(zip(*columns, strict=True)):
        parts = [TOTAL if v.strip().casefold() in _TOTALS else v.strip() for v in values]
        pairs = zip(names, parts, strict=True)
        known[values] = TOTAL if set(parts) == {TOTAL} else "|".join(f"{n}={v}" for n, v in pairs)
    return pa.array([known[values] for values in zip(*columns, strict=True)], pa.string())
