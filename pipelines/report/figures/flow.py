"""Where those who left institutions went: a ribbon for each way, as wide as there are children.

Vega-Lite has no such drawing, so it is a template of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.report.figures.cells import Cell
from pipelines.report.figures.theme import COLOURS, FONT
from pipelines.report.numbers import Language, number
from pipelines.report.rendering import templates

_PANEL_WIDTH, _LEFT, _RIGHT = 300, 20, 150
# Height of the largest municipality's institutions.
_TALLEST = 200
_APART = 36
_TOP = 70


@dataclass(frozen=True)
class _Ribbon:
    path: str
    colour: str
    label: str
    label_y: float


@dataclass(frozen=True)
class _Panel:
    x: int
    title: str
    height: float
    ribbons: tuple[_Ribbon, ...]
    sign: str


def flow(cells: Sequence[Cell], language: Language) -> str:
    """An SVG with a panel for each area; one without shown counts says so by its sign."""
    areas = dict.fromkeys(cell.area for cell in cells)
    by_area = {area: [cell for cell in cells if cell.area == area] for area in areas}
    most = max((sum(c.numerator or 0 for c in group) for group in by_area.values()), default=1) or 1
    panels = [
        _panel(place * _PANEL_WIDTH, area, group, _TALLEST / most, language)
        for place, (area, group) in enumerate(by_area.items())
    ]
    return (
        templates()
        .get_template("flow.svg.jinja")
        .render(
            panels=panels,
            width=_PANEL_WIDTH * max(len(panels), 1),
            height=_TOP + _TALLEST + _APART + 20,
            top=_TOP,
            left=_LEFT,
            colour=COLOURS["institution"],
            font=FONT,
            start="Institution",
        )
    )


def _panel(x: int, area: str, cells: list[Cell], scale: float, language: Language) -> _Panel:
    if any(cell.numerator is None for cell in cells):
        sign = next(cell.label for cell in cells if cell.numerator is None)
        return _Panel(x, area, 0, (), sign)
    total = sum(cell.numerator or 0 for cell in cells)
    ribbons = []
    from_y = to_y = float(_TOP)
    for cell in cells:
        height = (cell.numerator or 0) * scale
        ribbons.append(
            _Ribbon(
                path=_path(x + _LEFT + 12, x + _RIGHT, from_y, to_y, height),
                colour=COLOURS[cell.colour],
                label=f"{cell.series} {number(cell.numerator or 0, 0, language)}",
                label_y=round(to_y + height / 2 + 4, 1),
            )
        )
        from_y += height
        to_y += height + _APART
    count = number(total, 0, language)
    return _Panel(x, f"{area} (N={count})", round(total * scale, 1), tuple(ribbons), "")


def _path(left: float, right: float, from_y: float, to_y: float, height: float) -> str:
    middle = (left + right) / 2
    a, b, c, d = (round(y, 1) for y in (from_y, to_y, to_y + height, from_y + height))
    return (
        f"M{left},{a} C{middle},{a} {middle},{b} {right},{b} L{right},{c} "
        f"C{middle},{c} {middle},{d} {left},{d} Z"
    )
