"""How rows are printed: a table with Danish numbers for people, JSON or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table

# A spreadsheet would run a cell that begins with one of these.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_DECIMALS = 2
_LARGE = 1000
# A table that is not shown in a terminal is as wide as it needs to be.
_UNBOUNDED = 10_000


class Hidden(Enum):
    """A number that a release does not show: ``[c]`` for people, nothing for programs."""

    HIDDEN = "[c]"


HIDDEN = Hidden.HIDDEN


class Format(StrEnum):
    """What ``--format`` takes."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True)
class Rows:
    """Column names and rows of values as DuckDB gives them."""

    columns: tuple[str, ...]
    values: Sequence[Sequence[Any]]


def print_rows(rows: Rows, output: Format, title: str | None = None) -> None:
    """Print to standard output; the ``title`` is for tables only."""
    if output is Format.JSON:
        records = [dict(zip(rows.columns, map(_plain, row), strict=True)) for row in rows.values]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    elif output is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows([_csv_cell(value) for value in row] for row in rows.values)
    else:
        _print_table(rows, title)


def danish_number(value: float | int | Decimal, decimals: int = _DECIMALS) -> str:
    """``1234.5`` as ``1.234,50``; whole numbers of type int without decimals; a real minus."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.translate(str.maketrans(",.-", ".,−"))


def _print_table(rows: Rows, title: str | None) -> None:
    table = Table(title=title, title_justify="left")
    shown: list[list[str]] = []
    for index, column in enumerate(rows.columns):
        values = [row[index] for row in rows.values]
        is_right = any(value is HIDDEN or _is_number(value) for value in values)
        table.add_column(column, justify="right" if is_right else "left")
        shown.append(_table_cells(values))
    for cells in zip(*shown, strict=True):
        table.add_row(*cells)
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, width=_UNBOUNDED)
    console.print(table)


def _table_cells(values: list[Any]) -> list[str]:
    """One column: whole numbers as such, large ones without decimals, all others with two."""
    is_whole = all(float(value).is_integer() for value in values if _is_number(value))
    return [_table_cell(value, is_whole) for value in values]


def _table_cell(value: Any, is_whole: bool) -> str:
    if value is None:
        return ""
    if value is HIDDEN:
        return str(HIDDEN.value)
    if not _is_number(value):
        return str(value)
    return danish_number(value, 0 if is_whole or abs(value) >= _LARGE else _DECIMALS)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    if value is HIDDEN:
        return None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)


def _csv_cell(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, str) and plain.startswith(_FORMULA_STARTS):
        return f"'{plain}"
    return plain
