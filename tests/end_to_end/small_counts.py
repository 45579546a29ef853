"""Looking for numbers from 1 to 4 in everything that a release holds, whatever the file is.

Nothing of the pipeline is asked which columns count persons: a column with a small number must be
named here, with the reason why it is nobody's.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as parquet

SMALL = frozenset((1, 2, 3, 4))
# The columns and keys that have such numbers, and why these count nobody.
NOBODYS = {
    "answer": "which of the answers that could be ticked",
    "breaks": "the rows of a mart, in the manifest",
    "change_percentage_points": "of two shares that are shown",
    "difference": "of two values that are shown",
    "district_comparison": "the rows of a mart, in the manifest",
    "earlier_value": "as published_value",
    "label": "how value is printed",
    "format": "the manifest's own version",
    "goal_value": "what was aimed at",
    "multiplier": "what a quotient is multiplied by",
    "network_share_pct": "of kroner",
    "price_factor": "what kroner are multiplied by",
    "published_value": "a share, a mean or kroner; whose counts may be shown is tested by itself",
    "release": "the release's number",
    "rows": "of a mart, in the manifest",
    "share_pct": "of kroner",
    "share_without_assumed_pct": "of kroner",
    "sort_order": "where a key figure stands in the report",
    "target_value": "what was aimed at",
    "value": "as published_value",
    "version": "the release's number",
    "Value": "as published_value",
    "Værdi": "as published_value",
}


def small_numbers(folder: Path) -> Iterator[tuple[str, str, object]]:
    """File, column (or key), and value of every whole number from 1 to 4 below the folder."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = str(path.relative_to(folder))
        for column, value in _READERS[path.suffix](path):
            if _is_small(value):
                yield name, column, value


def _is_small(value: object) -> bool:
    if isinstance(value, str):
        text = value.strip().replace(",", ".")
        return re.fullmatch(r"[1-4](\.0+)?", text) is not None
    return (
        isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and value in SMALL
    )


def _parquet(path: Path) -> Iterator[tuple[str, object]]:
    table = parquet.read_table(path)
    for column in table.column_names:
        yield from ((column, value) for value in table[column].to_pylist())


def _csv(path: Path) -> Iterator[tuple[str, object]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = ";" if ";" in file.readline() else ","
        file.seek(0)
        for row in csv.DictReader(file, delimiter=delimiter):
            yield from row.items()


def _duckdb(path: Path) -> Iterator[tuple[str, object]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables()"
        ).fetchall()
        assert tables
        for schema, table in tables:
            found = connection.execute(f'select * from "{schema}"."{table}"')
            columns = [column[0] for column in found.description or []]
            for row in found.fetchall():
                yield from zip(columns, row, strict=True)


def _json(path: Path) -> Iterator[tuple[str, object]]:
    yield from _leaves("", json.loads(path.read_text(encoding="utf-8")))


def _leaves(key: str, value: Any) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(key, inner)
    else:
        yield key, value


def _text(path: Path) -> Iterator[tuple[str, object]]:
    """Cells of tables and numbers that stand alone."""
    for line in path.read_text(encoding="utf-8").splitlines():
        for cell in line.split("|"):
            yield line, cell


def _told(path: Path) -> Iterator[tuple[str, object]]:
    """What the report's pages and pictures say that something is of: ``3 af 17``, ``N = 3``."""
    for few, all_ in re.findall(r"(\d+) (?:af|of) ([\d.,]*\d)", path.read_text(encoding="utf-8")):
        yield from (("n of N", few), ("N", all_))
    for said in re.findall(r"N = ([\d.,]*\d)", path.read_text(encoding="utf-8")):
        yield "N", said


def _workbook(path: Path) -> Iterator[tuple[str, object]]:
    """Every table of every sheet, hidden ones too, without the numbers of notes in its header."""
    for sheet in openpyxl.load_workbook(path):
        for table in sheet.tables.values():
            header, *rows = sheet[table.ref]
            names = [re.sub(r" \[.*", "", str(cell.value)) for cell in header]
            if path.name.startswith("noegletal-figurer"):  # a column is a series of values
                names = ["value"] * len(names)
            for row in rows:
                yield from zip(names, (cell.value for cell in row), strict=True)


def _pictured(_: Path) -> Iterator[tuple[str, object]]:
    """Pixels and vectors of an SVG, or of the tables of a page, which are looked at themselves."""
    return iter(())


_READERS = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".duckdb": _duckdb,
    ".json": _json,
    ".md": _text,
    ".txt": _text,
    ".html": _told,
    ".svg": _told,
    ".xlsx": _workbook,
    ".png": _pictured,
    ".pdf": _pictured,
    ".css": _pictured,
}
