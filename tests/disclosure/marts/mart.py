"""The mart of some counted cells, and what disclosure control makes of it.

Value, interval and status are computed here once more: nothing comes from what is tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Any

import pyarrow as pa
from scipy.stats import chi2

from models.catalogue import load_catalogue
from pipelines.disclosure.marts import ProtectedFigures, protect_key_figures
from pipelines.disclosure.memory import EarlierReleases
from pipelines.disclosure.policy import DEFAULT_POLICY, load_policies
from tests.disclosure.marts.figures import AREAS, Counted

SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("key_figure", "area_type", "area_code", "area", "period")]
    + [("period_end", pa.date32()), ("breakdown", pa.string())]
    + [(name, pa.float64()) for name in ("numerator", "denominator", "value")]
    + [("unit", pa.string()), ("ci_low", pa.float64()), ("ci_high", pa.float64())]
    + [(name, pa.string()) for name in ("ci_method", "status", "note_ids")]
)


def table(cells: Iterable[Counted]) -> pa.Table:
    """The mart: a row per cell, and the gaps of means."""
    rows = [_row(cell) for cell in cells]
    means = {tuple(row[name] for name in _CELL): row for row in rows}
    for cell, row in list(means.items()):
        if load_catalogue()[str(row["key_figure"])].gap and row["breakdown"] == "vulnerable":
            other = means[*cell[:-1], "other"]["value"]
            value = None if other is None or row["value"] is None else row["value"] - other
            nothing = dict.fromkeys(("numerator", "denominator"))
            status = "not_applicable" if value is None else "ok"
            gap = {"breakdown": "gap", "value": value, "status": status}
            rows.append(row | nothing | gap)
    return pa.Table.from_pylist(rows, SCHEMA)


def protected(
    cells: Iterable[Counted] | pa.Table,
    policy: str = DEFAULT_POLICY,
    earlier: Iterable[tuple[str, pa.Table]] = (),
) -> ProtectedFigures:
    """Disclosure control of some cells, after some releases."""
    figures = cells if isinstance(cells, pa.Table) else table(cells)
    memory = EarlierReleases.from_tables(earlier)
    return protect_key_figures(figures, AREAS, load_policies()[policy], memory)


_CELL = ("key_figure", "area_type", "area_code", "period", "breakdown")


def _row(cell: Counted) -> dict[str, Any]:
    figure = load_catalogue()[cell.key_figure]
    top, bottom = cell.numerator, cell.denominator
    is_amount = figure.is_amount(cell.breakdown)
    value = top if is_amount else None
    if not is_amount and top is not None and bottom:
        value = figure.multiplier * top / bottom
    low, high = None, None
    has_interval = figure.interval in BOUNDS and cell.breakdown not in figure.no_interval_for
    if has_interval and top is not None and bottom and top <= bottom:
        low, high = (figure.multiplier * side for side in bounds(figure.id, top, bottom))
    return {name: getattr(cell, name) for name in _CELL} | {
        "area": cell.area_code,
        "numerator": None if is_amount else top,
        "denominator": bottom,
        "value": value,
        "unit": figure.unit,
        "ci_low": low,
        "ci_high": high,
        "ci_method": None if low is None else figure.interval,
        "status": "ok" if value is not None else "not_applicable",
    }


def wilson(top: float, bottom: float) -> tuple[float, float]:
    """Wilson's interval as in the textbook."""
    z, p = 1.959963984540054, top / bottom
    middle, spread = (
        p + z * z / (2 * bottom),
        z * sqrt(p * (1 - p) / bottom + (z / bottom / 2) ** 2),
    )
    scale = 1 + z * z / bottom
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def byar(top: float, bottom: float) -> tuple[float, float]:
    """Byar's interval as in the textbook; the exact one of so few that it would be wrong."""
    z, more = 1.959963984540054, top + 1
    if top < 10:
        low = chi2.ppf(0.025, 2 * top) / 2 if top else 0.0
        return float(low) / bottom, float(chi2.ppf(0.975, 2 * more)) / 2 / bottom
    low = top * (1 - 1 / (9 * top) - z / (3 * sqrt(top))) ** 3
    high = more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
    return low / bottom, high / bottom


BOUNDS = {"wilson": wilson, "byar": byar}


def bounds(key_figure: str, top: float, bottom: float) -> tuple[float, float]:
    """The interval of a key figure's cell, before its multiplier."""
    return BOUNDS[str(load_catalogue()[key_figure].interval)](top, bottom)


def shown(table: pa.Table, key_figure: str, field: str = "numerator") -> Mapping[object, object]:
    """A field of a figure by breakdown, or by area and breakdown when there are several areas."""
    rows = [row for row in table.to_pylist() if row["key_figure"] == key_figure]
    codes = {(row["area_code"], row["period"]) for row in rows}
    if len(codes) == 1:
        return {row["breakdown"]: row[field] for row in rows}
    return {(row["area_code"], row["period"], row["breakdown"]): row[field] for row in rows}
