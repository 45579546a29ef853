"""Colours, fonts and sizes that all figures share: light is less intrusive, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair

from pipelines.report.figures.cells import Cell

Chart = altair.LayerChart | altair.FacetChart
# One row of what is drawn, and nothing else: a figure holds no number that it does not show.
Drawn = dict[str, Any]

# By step of the staircase, then what is on none, and the two sides of a comparison.
COLOURS = {
    "universal": "#E8EEF4",
    "preventive": "#C6D9EB",
    "home_based": "#9CC3E4",
    "network": "#6BACE6",
    "foster": "#2073BC",
    "institution": "#12436D",
    "unplaced": "#BFBFBF",
    "other": "#C8480C",
    "up": "#801650",
    "other_area": "#595959",
}
# Municipalities in the order in which they are named; more than these are told by dash and label.
AREA_COLOURS = ("#12436D", "#28A197", "#801650")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4])
DARK = {"foster", "institution", "up", "other_area", "other"}
INK, GRID = "#222222", "#E5E5E5"
WIDTH, HEIGHT = 640, 300
# One that vl-convert brings along: the same widths, and so the same bytes, on every machine. In one
# weight: a PDF of two fonts has them in an order that differs from time to time.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

CONFIG: dict[str, Any] = {
    "background": "white",
    "font": FONT,
    "padding": 8,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": GRID,
        "domainColor": "#888888",
        "tickColor": "#888888",
        "labelLimit": 260,
    },
    "header": {"labelFontSize": 13, "labelFontWeight": "normal", "labelColor": INK},
    "legend": {
        "labelFontSize": 12,
        "orient": "bottom",
        "title": None,
        "labelColor": INK,
        "labelLimit": 300,
        "symbolType": "square",
    },
    "text": {"fontSize": 12, "color": INK},
}


def on(colour: str) -> str:
    """The colour of a label that stands on another one."""
    return "white" if colour in DARK else INK


def series_colours(cells: Sequence[Cell]) -> altair.Color:
    """The colour of each series that there is, and a legend in their order."""
    names = {cell.series: COLOURS[cell.colour] for cell in cells}
    scale = altair.Scale(domain=list(names), range=list(names.values()))
    return altair.Color("series:N", scale=scale, sort=list(names))


def value_axis(title: str, cells: Sequence[Cell]) -> altair.Axis:
    """The axis of values; without numbers where none is shown, as there is no scale then."""
    is_shown = any(cell.value is not None for cell in cells)
    return altair.Axis(title=title, tickCount=5, labels=is_shown, ticks=is_shown, grid=is_shown)


def paler(colour: str) -> Drawn:
    """How a number that is not final yet is drawn: mixed with white, and with a dashed edge.

    A mixed colour and not a translucent one, whose PDF would differ from time to time.
    """
    full = COLOURS[colour]
    parts = (int(full[place : place + 2], 16) for place in (1, 3, 5))
    mixed = "#" + "".join(f"{(part + 2 * 255) // 3:02X}" for part in parts)
    return {"paler": mixed, "edge": full, "ink": INK}


def expected(base: altair.Chart, size: int) -> altair.Chart:
    """The bars of what ``paler`` marks."""
    bars = base.transform_filter("datum.paler").mark_bar(size=size, strokeDash=[4, 3])
    drawn: altair.Chart = bars.encode(
        color=altair.Color("paler:N", scale=None, legend=None),
        stroke=altair.Stroke("edge:N", scale=None, legend=None),
    )
    return drawn
