"""Bars to both sides of a zero: ways up and down the staircase, and more or less than the base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import altair

from models.charts import Family
from pipelines.report.figures.cells import Cell
from pipelines.report.figures.theme import (
    HEIGHT,
    INK,
    WIDTH,
    Chart,
    Drawn,
    expected,
    paler,
    series_colours,
    value_axis,
)
from pipelines.report.numbers import Language, number, text

_STEP = 46
# To the left of a zero a label ends before its bar, to the right it begins after it.
_SIDES: tuple[tuple[bool, Literal["left", "right"], int], ...] = (
    (True, "right", -1),
    (False, "left", 1),
)
# Room beside the longest bar for its label.
_MARGIN = 1.25


def diverging(cells: Sequence[Cell], family: Family, language: Language) -> Chart:
    """Up the staircase to the left, down to the right, a line for each period."""
    left = family.series[0].breakdown
    data: list[Drawn] = [
        {"period": c.period_label, "series": c.series, "text": c.label, "is_left": side < 0}
        | {"value": side * (c.value or 0), "at": 0}
        for c in cells
        for side in [-1 if c.breakdown == left else 1]
    ]
    periods = list(dict.fromkeys(cell.period_label for cell in cells))
    widest = max((abs(row["value"]) for row in data), default=1) or 1
    x = altair.X(
        "value:Q", scale=altair.Scale(domain=[-widest * _MARGIN, widest * _MARGIN]),
        axis=altair.Axis(
            title=text(family.axis, language), labelExpr="format(abs(datum.value), '')"
        ),
    )  # fmt: skip
    y = altair.Y("period:O", sort=periods, axis=altair.Axis(title=None))
    base = altair.Chart(altair.InlineData(values=data))
    bars = base.mark_bar(size=26).encode(x=x, y=y, color=series_colours(cells))
    rule = (
        altair.Chart(altair.InlineData(values=[{"at": 0}]))
        .mark_rule(color=INK)
        .encode(x=altair.X("at:Q"))
    )
    layers: list[altair.Chart] = [bars, rule]
    for is_left, align, shift in _SIDES:
        layers.append(
            base.transform_filter(f"datum.is_left === {str(is_left).lower()}")
            .mark_text(align=align, dx=6 * shift)
            .encode(x=x, y=y, text="text:N")
        )
    height = _STEP * len(periods)
    return altair.layer(*layers).properties(width=WIDTH, height=height)


def additional(cells: Sequence[Cell], family: Family, language: Language) -> Chart:
    """For each year a column a post, above zero what was spent beyond the base period."""
    data: list[Drawn] = [
        {"period": c.period_label, "series": c.series, "value": c.value or 0, "text": c.label}
        | {"is_below": (c.value or 0) < 0, "paler": None}
        | (paler(c.colour) if c.is_provisional else {})
        for c in cells
    ]
    series = list(dict.fromkeys(cell.series for cell in cells))
    periods = list(dict.fromkeys(cell.period_label for cell in cells))
    values = [row["value"] for row in data] or [0]
    low, high = min(*values, 0) * 1.15, max(*values, 0) * 1.15
    x = altair.X("period:O", sort=periods, axis=altair.Axis(title=None, labelAngle=0))
    beside = altair.XOffset("series:N", sort=series)
    y = altair.Y(
        "value:Q", scale=altair.Scale(domain=[low, high], nice=True),
        axis=value_axis(text(family.axis, language), cells),
    )  # fmt: skip
    base = altair.Chart(altair.InlineData(values=data))
    layers: list[altair.Chart] = [
        base.mark_bar(size=40)
        .transform_filter("!datum.paler")
        .encode(x=x, xOffset=beside, y=y, color=series_colours(cells)),
        expected(base, 40).encode(x=x, xOffset=beside, y=y),
    ]
    for is_below, shift in ((False, -8), (True, 10)):
        layers.append(
            base.transform_filter(f"datum.is_below === {str(is_below).lower()}")
            .mark_text(dy=shift)
            .encode(x=x, xOffset=beside, y=y, text="text:N")
        )
    # The paler colours are what they are, and no part of the legend.
    drawn: Chart = altair.layer(*layers).resolve_scale(color="independent")
    return drawn.properties(width=WIDTH, height=HEIGHT)


def dumbbells(cells: Sequence[Cell], family: Family, language: Language) -> Chart:
    """The two groups of a period on one line, and above it the first less the other."""
    by_period: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        by_period.setdefault(cell.period_label, {})[cell.breakdown] = cell
    periods = list(by_period)
    values = [cell.value for cell in cells if cell.value is not None]
    room = (max(values, default=1) - min(values, default=0)) * 0.35 or 1
    domain = [max(min(values, default=0) - room, 0), max(values, default=1) + room]
    x = altair.X(
        "value:Q", scale=altair.Scale(domain=domain, nice=True, zero=False),
        axis=value_axis(text(family.axis, language), cells),
    )  # fmt: skip
    y = altair.Y("period:O", sort=periods, axis=altair.Axis(title=None))
    points = [
        {"period": c.period_label, "series": c.series, "value": c.value, "text": c.label}
        | {"is_left": c.value <= min(o.value or 0 for o in by_period[c.period_label].values())}
        for c in cells
        if c.value is not None
    ]
    decimals = family.decimals
    spans = [
        {"period": label, "from": min(ends), "to": max(ends), "middle": sum(ends) / 2}
        | {"text": number(ends[0] - ends[1], decimals, language, sign=True)}
        for label, pair in by_period.items()
        for ends in [[c.value for c in pair.values() if c.value is not None]]
        if len(ends) == len(family.series)
    ]
    base = altair.Chart(altair.InlineData(values=points))
    names = list(dict.fromkeys(cell.series for cell in cells))
    # The same names as those of the colours, so that both share one legend.
    shape = altair.Shape(
        "series:N", sort=names,
        scale=altair.Scale(domain=names, range=["circle", "diamond"]),
    )  # fmt: skip
    layers: list[altair.Chart] = [
        altair.Chart(altair.InlineData(values=spans))
        .mark_rule(strokeWidth=4, color="#BFBFBF")
        .encode(x=altair.X("from:Q"), x2="to:Q", y=y),
        base.mark_point(size=110, filled=True, opacity=1).encode(
            x=x, y=y, color=series_colours(cells), shape=shape
        ),
        altair.Chart(altair.InlineData(values=spans))
        .mark_text(dy=-11)
        .encode(x=altair.X("middle:Q"), y=y, text="text:N"),
    ]
    for is_left, align, shift in _SIDES:
        layers.append(
            base.transform_filter(f"datum.is_left === {str(is_left).lower()}")
            .mark_text(align=align, dx=11 * shift)
            .encode(x=x, y=y, text="text:N")
        )
    return altair.layer(*layers).properties(width=WIDTH, height=_STEP * max(len(periods), 1))
