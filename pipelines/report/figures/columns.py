"""Columns: shares that are 100 per cent together, amounts, and counts with their share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair

from models.charts import Family
from pipelines.report.figures.cells import Cell
from pipelines.report.figures.theme import (
    COLOURS,
    HEIGHT,
    WIDTH,
    Chart,
    Drawn,
    expected,
    on,
    paler,
    series_colours,
    value_axis,
)
from pipelines.report.numbers import Language, number, text

# A part lower than this (of the axis) has no room for its label.
_LEAST_LABELLED = 0.045


def stacked(cells: Sequence[Cell], family: Family, language: Language) -> Chart:
    """Parts on each other in the staircase's order, lowest first; expected accounts are paler."""
    is_share = family.drawing == "stacked_shares"
    totals: dict[str, float] = {}
    data: list[Drawn] = []
    gaps = {cell.period_label: cell.label for cell in cells if cell.value is None}
    for cell in cells:
        # Of shares that are 100 together, those of a column are drawn all or none.
        if cell.value is None or (is_share and cell.period_label in gaps):
            continue
        below = totals.get(cell.period_label, 0.0)
        totals[cell.period_label] = below + cell.value
        data.append(
            {"period": cell.period_label, "series": cell.series, "from": below}
            | {"to": below + cell.value, "middle": below + cell.value / 2, "text": cell.label}
            | {"ink": on(cell.colour), "paler": None}
            | (paler(cell.colour) if cell.is_provisional else {})
        )
    top = 100.0 if is_share else max(totals.values(), default=1.0) * 1.1
    for row in data:
        if row["to"] - row["from"] < top * _LEAST_LABELLED:
            row["text"] = ""
    periods = list(dict.fromkeys(cell.period_label for cell in cells))
    x = altair.X("period:O", sort=periods, axis=altair.Axis(title=None, labelAngle=0))
    y = altair.Y(
        "from:Q", scale=altair.Scale(domain=[0, top], nice=not is_share),
        axis=value_axis(text(family.axis, language), cells),
    )  # fmt: skip
    base = altair.Chart(altair.InlineData(values=data))
    bars = base.mark_bar(size=46, stroke="white", strokeWidth=1)
    layers: list[altair.Chart] = [
        bars.transform_filter("!datum.paler").encode(
            x=x, y=y, y2="to:Q", color=series_colours(cells)
        ),
        expected(base, 46).encode(x=x, y=y, y2="to:Q"),
    ]
    labels = base.mark_text().encode(
        x=x, y="middle:Q", text="text:N", color=altair.Color("ink:N", scale=None, legend=None)
    )
    layers.append(labels)
    if not is_share:
        whole = _whole(cells, family) - gaps.keys()
        expected_in = {cell.period_label for cell in cells if cell.is_provisional}
        stars = {label: "*" if label in expected_in else "" for label in whole}
        layers.append(_sums(totals, stars, family, language, periods))
        gaps |= dict.fromkeys(totals.keys() - _whole(cells, family), "..")
    layers.append(_signs(gaps, totals, periods))
    # The labels' colours are what they are, and no scale of the parts'.
    drawn: Chart = altair.layer(*layers).resolve_scale(color="independent")
    return drawn.properties(width=WIDTH, height=HEIGHT)


def _whole(cells: Sequence[Cell], family: Family) -> set[str]:
    """The periods that have a cell for every part."""
    parts: dict[str, set[str]] = {}
    for cell in cells:
        parts.setdefault(cell.period_label, set()).add(cell.breakdown)
    return {label for label, found in parts.items() if len(found) == len(family.series)}


def _sums(
    totals: dict[str, float],
    stars: Mapping[str, str],
    family: Family,
    language: Language,
    periods: list[str],
) -> altair.Chart:
    """The sum over a column where all of its parts are there, with the star of what is expected."""
    data: list[Drawn] = [
        {"period": label, "at": total}
        | {"text": number(total, family.decimals, language) + stars[label]}
        for label, total in totals.items()
        if label in stars
    ]
    return _texts(data, periods)


def _signs(gaps: dict[str, str], totals: dict[str, float], periods: list[str]) -> altair.Chart:
    """Above a column the sign that says why a part of it, or all of it, is not drawn."""
    data: list[Drawn] = [
        {"period": label, "at": totals.get(label, 0.0), "text": sign}
        for label, sign in sorted(gaps.items())
    ]
    return _texts(data, periods)


def _texts(data: list[Drawn], periods: list[str]) -> altair.Chart:
    marks = altair.Chart(altair.InlineData(values=data)).mark_text(dy=-9)
    drawn: altair.Chart = marks.encode(
        x=altair.X("period:O", sort=periods), y="at:Q", text="text:N"
    )
    return drawn


def counted(cells: Sequence[Cell], family: Family, language: Language) -> Chart:
    """A column an item with its share, and below it how many that are of how many."""
    data: list[Drawn] = [
        {"item": cell.period_label if family.drawing == "counted_columns" else cell.area}
        | {"value": cell.value or 0, "text": _counted(cell, family, language)}
        for cell in cells
    ]
    items = [str(row["item"]) for row in data]
    x = altair.X("item:O", sort=items, axis=altair.Axis(title=None, labelAngle=0))
    top = max((cell.value or 0 for cell in cells), default=1) or 1
    y = altair.Y(
        "value:Q", scale=altair.Scale(domain=[0, top * 1.2], nice=True),
        axis=value_axis(text(family.axis, language), cells),
    )  # fmt: skip
    base = altair.Chart(altair.InlineData(values=data))
    bars = base.mark_bar(size=46, color=COLOURS["institution"]).encode(x=x, y=y)
    labels = base.mark_text(dy=-8).encode(x=x, y=y, text="text:N")
    return altair.layer(bars, labels).properties(width=WIDTH, height=HEIGHT)


def _counted(cell: Cell, family: Family, language: Language) -> str:
    if cell.value is None or family.drawing == "totals":
        return cell.label
    of = "af" if language == "da" else "of"
    count = number(cell.numerator or 0, 0, language)
    return f"{cell.label} % ({count} {of} {number(cell.denominator or 0, 0, language)})"
