"""Lines over cut dates as Excel draws them: a series of its own for each piece of a line.

Excel draws a text as zero, so a series covers only rows that have numbers, without a gap; and no
line goes across a break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipelines.report.figures.cells import Cell
from pipelines.report.figures.theme import AREA_COLOURS, INK
from pipelines.report.workbook.exhibit import Exhibit
from pipelines.report.workbook.grid import Grid, number_format

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_DASHES = ("solid", "dash", "round_dot", "long_dash_dot", "square_dot")
_MARKERS = ("circle", "square", "diamond", "triangle", "x")
_DAYS_IN_YEAR = 365.25
_LONGEST_SHIFT = 28  # days; no month is shorter


def add_lines(chart: Chart, exhibit: Exhibit, grid: Grid, first: int) -> dict[str, Any]:
    """Add the pieces of every column's line; gives the settings of the axis of dates."""
    unnamed: list[int] = []
    count = 0
    for column, cells in enumerate(grid.of, start=1):
        for piece, (start, end) in enumerate(pieces(cells, exhibit.breaks)):
            if piece:
                unnamed.append(count)
            count += 1
            rows = (first + 1 + start, first + 1 + end)
            series: dict[str, Any] = {
                "name": grid.names[column],
                "categories": [exhibit.sheet, rows[0], 0, rows[1], 0],
                "values": [exhibit.sheet, rows[0], column, rows[1], column],
            }
            chart.add_series(series | _style(column - 1) | _labels(cells, exhibit, grid))
    chart.set_legend({"position": "bottom", "delete_series": unnamed})
    ends = sorted({cell.period_end for cell in exhibit.cells})
    return axis(ends)


def pieces(cells: Sequence[Cell | None], breaks: Mapping[date, str]) -> Iterator[tuple[int, int]]:
    """First and last row of each stretch that has a value throughout and no break in it."""
    start: int | None = None
    for row, cell in enumerate(cells):
        is_shown = cell is not None and cell.value is not None
        is_cut = cell is not None and cell.period_end in breaks
        if start is not None and (is_cut or not is_shown):
            yield start, row - 1
            start = None
        if is_shown and start is None:
            start = row
    if start is not None:
        yield start, len(cells) - 1


def axis(ends: Sequence[date]) -> dict[str, Any]:
    """Marks that each lie in the month of a cut date, or else one a year.

    Cut dates are months' ends, and months differ in length: marks at equal distances drift, and
    would name the next month. So they may begin some days earlier.
    """
    first, last = ends[0], ends[-1]
    unit = _DAYS_IN_YEAR if len(ends) == 1 else (last - first).days / (len(ends) - 1)
    for shift in range(_LONGEST_SHIFT):
        begin = first - timedelta(days=shift)
        marks = [begin + timedelta(days=unit * place) for place in range(len(ends))]
        if [(m.year, m.month) for m in marks] == [(e.year, e.month) for e in ends]:
            break
    else:
        begin, unit = first, _DAYS_IN_YEAR
    return {"min": begin, "max": last + timedelta(days=unit / 4), "major_unit": unit}


def _style(place: int) -> dict[str, Any]:
    colour = AREA_COLOURS[place % len(AREA_COLOURS)]
    marker = {"type": _MARKERS[place % len(_MARKERS)], "size": 7}
    filled = {"fill": {"color": colour}, "border": {"color": colour}}
    dash = _DASHES[place % len(_DASHES)]
    return {
        "line": {"color": colour, "width": 2, "dash_type": dash},
        "marker": marker | filled,
    }


def _labels(cells: Sequence[Cell | None], exhibit: Exhibit, grid: Grid) -> dict[str, Any]:
    """Each point is labelled where there is one line; more would cover each other."""
    if len(grid.of) > 1:
        return {}
    known = next(cell for cell in cells if cell is not None)
    font = {"size": 9, "color": INK}
    written = number_format(known, exhibit.family)
    return {
        "data_labels": {"value": True, "position": "above", "num_format": written, "font": font}
    }
