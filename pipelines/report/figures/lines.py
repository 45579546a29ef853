"""Lines over cut dates: a marker where something was counted, cut where figures do not compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import altair

from models.charts import Family
from pipelines.report.figures.cells import Cell
from pipelines.report.figures.theme import (
    AREA_COLOURS,
    DASHES,
    HEIGHT,
    INK,
    WIDTH,
    Chart,
    Drawn,
    value_axis,
)
from pipelines.report.numbers import Language, text

# Labels at the end of lines need so much of the axis each, so that none covers another.
_LABEL_SHARE = 0.065
# A line that rises by so much of the axis from one point to the next crosses a label above it.
_STEEP = 0.08


def lines(
    cells: Sequence[Cell], family: Family, language: Language, breaks: Mapping[date, str]
) -> Chart:
    """One line an area; labelled at each point where there is one only, at its end otherwise."""
    shown = [cell for cell in cells if cell.value is not None]
    areas = list(dict.fromkeys(cell.area for cell in shown))
    periods = list(dict.fromkeys(c.period_label for c in sorted(cells, key=lambda c: c.period_end)))
    top = max((cell.value or 0 for cell in shown), default=1) * 1.15
    data = _segments(cells, breaks)
    x = altair.X("period:O", sort=periods, axis=altair.Axis(title=None, labelAngle=0, grid=False))
    y = altair.Y(
        "value:Q",
        scale=altair.Scale(domain=[0, top], nice=True),
        axis=value_axis(text(family.axis, language), cells),
    )
    colour = altair.Color(
        "area:N", sort=areas, legend=None,
        scale=altair.Scale(domain=areas, range=[_colour(n) for n in range(len(areas))]),
    )  # fmt: skip
    dash = altair.StrokeDash(
        "area:N", sort=areas, legend=None,
        scale=altair.Scale(domain=areas, range=[_dash(n) for n in range(len(areas))]),
    )  # fmt: skip
    base = altair.Chart(altair.InlineData(values=data))
    layers: list[altair.Chart] = [
        base.mark_line(strokeWidth=2).encode(
            x=x, y=y, color=colour, strokeDash=dash, detail="segment:N"
        ),
        base.mark_point(size=55, filled=True, opacity=1).encode(x=x, y=y, color=colour),
    ]
    layers += _labels(shown, areas, periods, top, colour)
    layers += _break_rules(cells, breaks, periods)
    return altair.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _colour(place: int) -> str:
    return AREA_COLOURS[place % len(AREA_COLOURS)]


def _dash(place: int) -> list[int]:
    return DASHES[place % len(DASHES)]


def _segments(cells: Sequence[Cell], breaks: Mapping[date, str]) -> list[Drawn]:
    """The points; those between two breaks or gaps have the same ``segment``."""
    data: list[Drawn] = []
    segment, before = 0, None
    for cell in cells:
        is_new_area = before is None or before.area != cell.area
        if is_new_area or cell.value is None or cell.period_end in breaks:
            segment += 1
        if cell.value is not None:
            data.append(
                {"area": cell.area, "period": cell.period_label, "value": cell.value}
                | {"segment": segment}
            )
        before = cell
    return data


def _labels(
    shown: Sequence[Cell],
    areas: list[str],
    periods: list[str],
    top: float,
    colour: altair.Color,
) -> list[altair.Chart]:
    """Beside the ends of several lines; else at each point, on the side where no line goes."""
    if len(areas) > 1:
        last = {cell.area: cell for cell in shown}
        places = _apart([cell.value or 0.0 for cell in last.values()], top * _LABEL_SHARE)
        ends: list[Drawn] = [
            {"period": cell.period_label, "at": place, "text": f"{cell.area} {cell.label}"}
            | {"area": cell.area}
            for cell, place in zip(last.values(), places, strict=True)
        ]
        return [_texts(ends, periods).mark_text(dx=8, align="left").encode(color=colour)]
    data: list[Drawn] = [
        {"period": cell.period_label, "at": cell.value, "text": cell.label} for cell in shown
    ]
    below = _is_below([cell.value or 0.0 for cell in shown], top * _STEEP)
    sides = {
        dy: [row for row, is_low in zip(data, below, strict=True) if is_low is is_below]
        for is_below, dy in ((False, -12), (True, 16))
    }
    return [
        _texts(rows, periods).mark_text(dy=dy, align="center").encode(color=altair.value(INK))
        for dy, rows in sides.items()
        if rows
    ]


def _texts(data: list[Drawn], periods: list[str]) -> altair.Chart:
    drawn: altair.Chart = altair.Chart(altair.InlineData(values=data)).encode(
        x=altair.X("period:O", sort=periods), y=altair.Y("at:Q"), text="text:N"
    )
    return drawn


def _is_below(values: Sequence[float], steep: float) -> list[bool]:
    """Whether the line leaves a point so steeply upwards that it would cross a label above it."""
    later = [*values[1:], *values[-1:]]
    earlier = [*values[:1], *values[:-1]]
    return [
        max(after, before) - value > steep and min(after, before) - value > -steep
        for value, after, before in zip(values, later, earlier, strict=True)
    ]


def _apart(values: Sequence[float], gap: float) -> list[float]:
    """The values moved up as little as their order and the gap between two of them allow."""
    order = sorted(range(len(values)), key=values.__getitem__)
    places = dict(zip(order, (values[n] for n in order), strict=True))
    for lower, higher in pairwise(order):
        places[higher] = max(places[higher], places[lower] + gap)
    return [places[n] for n in range(len(values))]


def _break_rules(
    cells: Sequence[Cell], breaks: Mapping[date, str], periods: list[str]
) -> list[altair.Chart]:
    """A dashed rule before the first point that does not compare with the one before it."""
    at = {cell.period_label for cell in cells if cell.period_end in breaks}
    # At the very first point there is nothing to be cut.
    data = [{"period": label} for label in periods[1:] if label in at]
    if not data:
        return []
    return [
        altair.Chart(altair.InlineData(values=data))
        .mark_rule(strokeDash=[4, 3], color="#801650", strokeWidth=1.5, xOffset=-30)
        .encode(x=altair.X("period:O", sort=periods))
    ]
