"""The code lists: the same CSV files that dbt loads as seeds, for Python to read."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "dbt_project" / "seeds"


@cache
def code_list(name: str) -> tuple[dict[str, str], ...]:
    """All rows of one code list (``municipalities``, ``measures``, ...), values as text."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def municipalities() -> dict[str, str]:
    """Name of each municipality by its three-digit code."""
    return {row["kommune_kode"]: row["kommune_navn"] for row in code_list("municipalities")}


@cache
def regions() -> dict[str, str]:
    """Code of each municipality's region by the municipality's code; without Christiansø.

    It has an area code but no council: it keeps no cases, and no region's sum waits for it.
    """
    return {
        row["kommune_kode"]: row["region_kode"]
        for row in code_list("municipalities")
        if row["dst_kommunegruppe_kode"]
    }


@cache
def areas() -> dict[str, str]:
    """Name of each municipality, region and the country by its three-digit code."""
    regions = {row["region_kode"]: row["region_navn"] for row in code_list("municipalities")}
    return {"000": "Hele landet"} | regions | municipalities()


@cache
def retired_municipalities() -> dict[str, str]:
    """Successor's code of municipalities that closed in the reform of 2007 and are still seen."""
    return {row["code"]: row["successor"] for row in code_list("retired_municipalities")}


@cache
def placement_places() -> dict[str, str]:
    """Danish label of each place of placement by its code."""
    return {row["code"]: row["text_da"] for row in code_list("placement_places")}


@cache
def measures() -> dict[str, str]:
    """Danish label of each measure by its code."""
    return {row["code"]: row["text_da"] for row in code_list("measures")}
