"""A table of a release as CSV: one form for programs, one for a Danish Excel."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

# A spreadsheet takes a text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class Dialect:
    """How numbers, dates and rows are written; ``encoding`` is Python's name of it."""

    encoding: str
    delimiter: str
    decimal_mark: str
    date_format: str
    line_end: str


ISO = Dialect("utf-8", ",", ".", "%Y-%m-%d", "\n")
# The mark at the beginning tells Excel that it is UTF-8.
DANISH_EXCEL = Dialect("utf-8-sig", ";", ",", "%d-%m-%Y", "\r\n")


def write_csv(table: pa.Table, path: Path, dialect: Dialect) -> None:
    """Write header and rows in their order; NULL is an empty cell, numbers keep every digit.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    cell = _cell_writer(dialect)
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=dialect.delimiter, lineterminator=dialect.line_end)
        writer.writerow(table.column_names)
        for batch in table.to_batches(max_chunksize=_ROWS_AT_ONCE):
            columns = [[cell(value) for value in column.to_pylist()] for column in batch.columns]
            writer.writerows(zip(*columns, strict=True))


def _cell_writer(dialect: Dialect) -> Callable[[Any], str]:
    def written(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float):
            return _digits(value).replace(".", dialect.decimal_mark)
        if isinstance(value, date):
            return value.strftime(dialect.date_format)
        return str(value)

    return written


def _digits(value: float) -> str:
    """The shortest digits that are read as the same number, and never an exponent."""
    digits = repr(value)
    if "e" in digits:
        return format(Decimal(digits), "f")
    return digits.removesuffix(".0")
