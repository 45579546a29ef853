"""Tables of key figures for the tests, written in words: what was counted where, and no more.

Value, interval and status are computed here once more: nothing comes from what is tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import pyarrow as pa

from models.catalogue import load_catalogue
from pipelines.disclosure.marts import ProtectedFigures, protect_key_figures
from pipelines.disclosure.memory import EarlierReleases
from pipelines.disclosure.policy import DEFAULT_POLICY, load_policies

# Three municipalities make up one region, a fourth the other one.
AREAS = {"101": "084", "147": "084", "155": "084", "400": "083"}
POPULATION = 10_000
FORMS = ("institution", "foster", "network")
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("key_figure", "area_type", "area_code", "area", "period")]
    + [("period_end", pa.date32()), ("breakdown", pa.string())]
    + [(name, pa.float64()) for name in ("numerator", "denominator", "value")]
    + [("unit", pa.string()), ("ci_low", pa.float64()), ("ci_high", pa.float64())]
    + [(name, pa.string()) for name in ("ci_method", "status", "note_ids")]
)


@dataclass(frozen=True)
class Counted:
    """What was counted for one cell."""

    key_figure: str
    area_code: str
    period: str
    breakdown: str
    numerator: float | None
    denominator: float | None
    area_type: str = "municipality"


def placed(area: str, period: str, institution: int, foster: int, network: int) -> list[Counted]:
    """Placed children by form, as rates and as shares."""
    forms = dict(zip(FORMS, (institution, foster, network), strict=True))
    total = sum(forms.values())
    rates = {"total": total} | forms
    return [
        Counted("placed_per_1000", area, period, form, n, POPULATION) for form, n in rates.items()
    ] + [Counted("placement_share", area, period, form, n, total) for form, n in forms.items()]


def exits(area: str, period: str, cohort: int, to_other: int, to_none: int) -> list[Counted]:
    """Where the children of institutions went."""
    ways = {"ceased": to_other + to_none, "other_placement": to_other, "not_placed": to_none}
    return [Counted("institution_exits", area, period, way, n, cohort) for way, n in ways.items()]


def pupils(
    area: str, period: str, vulnerable: tuple[float, int], other: tuple[float, int]
) -> list[Counted]:
    """Days of absence in per cent: the sum over pupils, and how many there are, for each group."""
    groups = {"vulnerable": vulnerable, "other": other}
    return [Counted("absence", area, period, group, *each) for group, each in groups.items()]


def support(area: str, period: str, children: int) -> list[Counted]:
    """Children with support by section 11.3: a count on its own."""
    return [Counted("preventive_per_1000", area, period, "total", children, POPULATION)]


def answers(area: str, year: str, question: str, scale: Iterable[int], none: int) -> list[Counted]:
    """Answers of a group to a question, by point of the scale."""
    points = dict(zip("12345", scale, strict=True))
    on_scale = sum(points.values())
    name = "survey_answer_share"
    return [
        Counted(name, area, year, f"{question}/{point}", n, on_scale) for point, n in points.items()
    ] + [Counted(name, area, year, f"{question}/ikke_relevant", none, on_scale + none)]


def with_areas(cells: Iterable[Counted]) -> list[Counted]:
    """The same cells, and those of regions and the country where every municipality has one."""
    cells = list(cells)
    by_cell: dict[tuple[str, str, str], dict[str, Counted]] = {}
    for cell in cells:
        name = (cell.key_figure, cell.period, cell.breakdown)
        by_cell.setdefault(name, {})[cell.area_code] = cell
    wholes = [("region", region) for region in sorted(set(AREAS.values()))] + [("country", "000")]
    for (key_figure, period, breakdown), found in by_cell.items():
        for kind, code in wholes:
            members = [each for each, region in AREAS.items() if code in (region, "000")]
            if all(member in found for member in members):
                top = sum(found[member].numerator or 0 for member in members)
                bottom = sum(found[member].denominator or 0 for member in members)
                cells.append(Counted(key_figure, code, period, breakdown, top, bottom, kind))
    return cells


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
    is_amount = cell.breakdown in figure.amount_breakdowns
    value = top if is_amount else None
    if not is_amount and top is not None and bottom:
        value = figure.multiplier * top / bottom
    low, high = None, None
    if figure.interval and cell.breakdown not in figure.no_interval_for and top is not None:
        low, high = (
            (figure.multiplier * side for side in wilson(top, bottom)) if bottom else (None, None)
        )
    return {name: getattr(cell, name) for name in _CELL} | {
        "area": cell.area_code,
        "numerator": None if is_amount else top,
        "denominator": bottom,
        "value": value,
        "unit": figure.unit,
        "ci_low": low,
        "ci_high": high,
        "ci_method": None if low is None else "wilson",
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


def shown(table: pa.Table, key_figure: str, field: str = "numerator") -> Mapping[object, object]:
    """A field of a figure by breakdown, or by area and breakdown when there are several areas."""
    rows = [row for row in table.to_pylist() if row["key_figure"] == key_figure]
    codes = {(row["area_code"], row["period"]) for row in rows}
    if len(codes) == 1:
        return {row["breakdown"]: row[field] for row in rows}
    return {(row["area_code"], row["period"], row["breakdown"]): row[field] for row in rows}
