"""A table of a release as CSV: one form for programs, one for a Danish Excel."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

# A spreadsheet takes a text that begins so for a formula. Apostrophes before it count as well, so
# that taking one away again always gives the text that was there.
_LOOKS_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class Dialect:
    """How numbers, dates and rows are written; ``encoding`` is Python's name of it."""

    encoding: str
    delimiter: str
    decimal_mark: str
    date_format: str
    line_end: str
    # 17.0 tells a program that the column is not one of integers; a person reads 17.
    whole_numbers_have_a_decimal: bool


ISO = Dialect("utf-8", ",", ".", "%Y-%m-%d", "\n", True)
# The mark at the beginning tells Excel that it is UTF-8.
DANISH_EXCEL = Dialect("utf-8-sig", ";", ",", "%d-%m-%Y", "\r\n", False)


def write_csv(table: pa.Table, path: Path, dialect: Dialect) -> None:
    """Write header and rows in their order; NULL is an empty cell, numbers keep every digit.

    A text that a spreadsheet would take for a formula gets an apostrophe before it. Quoted are a
    cell with a delimiter, a quote or a line break in it, and an empty text, which is not NULL.
    ``ValueError`` for a number that is none (NaN, infinite).
    """
    cell = _cell_writer(dialect)
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        file.write(dialect.delimiter.join(map(cell, table.column_names)) + dialect.line_end)
        for batch in table.to_batches(max_chunksize=_ROWS_AT_ONCE):
            columns = [[cell(value) for value in column.to_pylist()] for column in batch.columns]
            file.writelines(
                dialect.delimiter.join(row) + dialect.line_end for row in zip(*columns, strict=True)
            )


def without_formula(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet would take it for a formula."""
    return f"'{text}" if _LOOKS_LIKE_A_FORMULA.match(text) else text


def _cell_writer(dialect: Dialect) -> Callable[[Any], str]:
    # Python's csv leaves a lone carriage return unquoted, and an empty text looks like NULL.
    to_be_quoted = re.compile(f'[{dialect.delimiter}"\r\n]|^$')

    def written(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            text = without_formula(value)
            if to_be_quoted.search(text):
                text = '"' + text.replace('"', '""') + '"'
            return text
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float):
            digits = _digits(value)
            if not dialect.whole_numbers_have_a_decimal:
                digits = digits.removesuffix(".0")
            return digits.replace(".", dialect.decimal_mark)
        if isinstance(value, date):
            return value.strftime(dialect.date_format)
        return str(value)

    return written


def _digits(value: float) -> str:
    """The shortest digits that are read as the same number, and never an exponent."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that a release can print.")
    digits = repr(value)
    if "e" in digits:
        return format(Decimal(digits), ".1f" if value.is_integer() else "f")
    return digits
