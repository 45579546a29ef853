"""Text of a StatBank extract: codes, Danish labels or English time codes to one form.

Source: Statistics Denmark, StatBank API; ``..`` is not available (never 0), ``-`` is nil. The texts
come without surrounding spaces.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import numpy as np
import pyarrow as pa

from models.codelists import areas
from pipelines.deliveries.noted import Noted, PlainValue, noted, plain
from pipelines.deliveries.parse_codes import (
    changed,
    check_error_cell,
    parse_text,
    plain_code,
    three_digits,
)
from pipelines.deliveries.parse_numbers import parse_amount
from pipelines.deliveries.sentences import ValueRejectedError, shown

TOTAL = "TOT"
_ALL_AGES = "IALT"
_TOTALS = {"tot", "ialt", "i alt", "total", "alder i alt", "age, total"}
_AGE = re.compile(r"([0-9]{1,3})( år| years?)?", re.IGNORECASE)
_OLDEST = 125
_QUARTER = re.compile(r"([12][0-9]{3})([KQ])([1-4])", re.IGNORECASE)
_NOT_AVAILABLE = {"..", "...", "."}
_SUPPRESSED = re.compile(r"< ?[0-9]+")


def parse_area(text: str) -> PlainValue | Noted:
    """Code of the country, a region or a municipality, delivered as code or Danish label."""
    written, decimals = plain_code(text)
    code = three_digits(written)
    if code in areas():
        return noted(code, decimals, changed(written, code))
    if text not in _area_codes():
        raise ValueRejectedError("unknown_area", value=shown(text))
    return noted(_area_codes()[text], "label_for_code")


def parse_age(text: str) -> PlainValue | Noted:
    """An age in whole years as text (``0`` to ``125``), or ``IALT`` for all ages."""
    label, decimals = plain_code(text)
    if label.casefold() in _TOTALS:
        return noted(_ALL_AGES, "label_for_code" if label != _ALL_AGES else None)
    age = _AGE.fullmatch(label)
    if age is None or int(age[1]) > _OLDEST:
        raise ValueRejectedError("not_an_age")
    code = str(int(age[1]))
    return noted(code, decimals, "label_for_code" if age[2] else None, changed(age[1], code))


def parse_quarter(text: str) -> PlainValue | Noted:
    """``2016K1``; the English ``2016Q1`` is the same quarter."""
    quarter = _QUARTER.fullmatch(text)
    if quarter is None:
        raise ValueRejectedError("not_a_quarter")
    return noted(
        f"{quarter[1]}K{quarter[3]}",
        "english_time_code" if quarter[2] in "Qq" else None,
        "letter_case" if quarter[2].islower() else None,
    )


def parse_count(text: str) -> PlainValue | Noted:
    """A number of persons; None when not available or suppressed, 0 for the nil sign ``-``."""
    if text in _NOT_AVAILABLE:
        return noted(None, "not_available")
    if _SUPPRESSED.fullmatch(text):
        return noted(None, "suppressed")
    if text in ("-", "–"):
        return noted(0, "nil")
    try:
        count, rules = plain(parse_amount(text))
    except ValueRejectedError:
        raise ValueRejectedError("not_a_count") from None
    if not isinstance(count, Decimal) or "rounded" in rules or count != int(count):
        raise ValueRejectedError("not_a_count")
    return noted(int(count), *rules)


def parse_dimension(text: str) -> PlainValue | Noted:
    """A value of any other dimension, with all totals written as ``TOT``."""
    if text.casefold() in _TOTALS:
        return noted(TOTAL, "label_for_code" if text != TOTAL else None)
    return parse_text(text)


def other_dimensions(unknown: dict[str, pa.DictionaryArray]) -> pa.DictionaryArray:
    """The columns that the contract does not name as one: ``NAME=value|NAME=value``, or ``TOT``.

    A part that is a total is written as one, whatever it was called (``HERKOMST=TOT``), so that a
    total of one dimension is told from the parts of another.
    """
    names = [name.upper() for name in unknown]
    texts = [column.dictionary.to_pylist() for column in unknown.values()]
    indices = np.stack([column.indices.to_numpy() for column in unknown.values()], axis=1)
    distinct, of_row = np.unique(indices, axis=0, return_inverse=True)
    joined = [
        _joined(names, [cells[i] for cells, i in zip(texts, row, strict=True)]) for row in distinct
    ]
    return pa.DictionaryArray.from_arrays(
        pa.array(of_row.ravel().astype(np.int32)), pa.array(joined, pa.string())
    )


def check_dimensions(text: str) -> None:
    """Reject a joined text when one of its parts is a cell that could not be worked out."""
    for part in text.split("|"):
        check_error_cell(part.rpartition("=")[2])


def _joined(names: list[str], cells: list[str]) -> str:
    parts = [TOTAL if cell.strip().casefold() in _TOTALS else cell.strip() for cell in cells]
    if set(parts) == {TOTAL}:
        return TOTAL
    return "|".join(f"{name}={part}" for name, part in zip(names, parts, strict=True))


@cache
def _area_codes() -> dict[str, str]:
    return {name: code for code, name in areas().items()}
