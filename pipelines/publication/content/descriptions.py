"""What the tables of a release and their columns mean: said once, beside the dbt models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.home import DBT_PROJECT

# Restatements compare releases, so no dbt model makes them; their page has the same form.
_PAGES = (
    DBT_PROJECT / "models" / "marts",
    Path(__file__).parents[1] / "restatements.yml",
)
_MISSING = (
    " has no description. Write one in the page of the model (dbt_project/models/marts), "
    "and refresh."
)
# The longest ending first: a column's name says its unit.
_UNITS = {
    "_per_1000": "per 1,000 aged 0-17",
    "_share_pct": "per cent",
    "_pct": "per cent",
    "_points": "percentage points",
    "_dkk_1000": "1,000 kr.",
    "_index": "index 1-5",
    "_count": "count",
    "_cases": "cases",
    "_years": "years",
    "_year": "year",
    "population": "persons",
    # A figure per row: what it is measured in is said in the row, or in the catalogue.
    "value": "as in the column unit",
    "difference": "as in the column unit",
    "tolerance": "as in the column unit",
    "numerator": "as in the table catalogue",
    "denominator": "as in the table catalogue",
}
# The bounds of an interval stand after what they are the interval of.
_BOUNDS = ("ci_low", "ci_high")


class UndescribedError(Exception):
    """A released table or column has no description; the message names it and the place."""


@dataclass(frozen=True)
class ColumnText:
    """``unit`` is empty where the column is no quantity, or where another column says it."""

    description: str
    unit: str


@dataclass(frozen=True)
class TableText:
    """``columns`` by name; ``key`` are the columns that tell one row from another, if any do."""

    name: str
    description: str
    columns: dict[str, ColumnText]
    key: tuple[str, ...]


def describe(name: str, columns: Iterable[str]) -> TableText:
    """The text of a table and of its ``columns``, in their order.

    ``UndescribedError`` when it or one of them has none.
    """
    text = _texts().get(name)
    if text is None:
        raise UndescribedError(f"{name}: the table{_MISSING}")
    described: dict[str, ColumnText] = {}
    for column in columns:
        if column not in text.columns:
            raise UndescribedError(f"{name}: the column {column}{_MISSING}")
        described[column] = text.columns[column]
    return replace(text, columns=described)


@cache
def _texts() -> dict[str, TableText]:
    files = [
        file
        for page in _PAGES
        for file in (sorted(page.rglob("*.yml")) if page.is_dir() else [page])
    ]
    models = [
        model for file in files for model in yaml.safe_load(file.read_text("utf-8"))["models"]
    ]
    return {model["name"]: _table(model) for model in models}


def _table(model: dict[str, Any]) -> TableText:
    keys = [c["columns"] for c in model.get("constraints", ()) if c["type"] == "unique"]
    return TableText(
        name=model["name"],
        description=_one_line(model["description"]),
        columns=_columns(model["columns"]),
        key=tuple(keys[0]) if keys else (),
    )


def _columns(records: list[dict[str, Any]]) -> dict[str, ColumnText]:
    columns: dict[str, ColumnText] = {}
    unit = ""
    for record in records:
        name = record["name"]
        found = unit if name.endswith(_BOUNDS) else _unit(name)
        columns[name] = ColumnText(_one_line(record["description"]), found)
        unit = found or unit
    return columns


def _unit(column: str) -> str:
    return next((unit for ending, unit in _UNITS.items() if column.endswith(ending)), "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
