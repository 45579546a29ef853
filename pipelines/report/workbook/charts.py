"""The native chart beside the numbers of a figure, in the figure's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.report.figures.cells import Cell
from pipelines.report.figures.theme import COLOURS, GRID, INK, on
from pipelines.report.workbook.exhibit import Exhibit
from pipelines.report.workbook.grid import Grid, date_format, number_format
from pipelines.report.workbook.lines import add_lines
from pipelines.report.workbook.sheets import Book

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_TYPES: dict[str, dict[str, str]] = {
    # Straight lines over dates: only these have lines that end where something is not shown.
    "lines": {"type": "scatter", "subtype": "straight_with_markers"},
    # Not Excel's "percent_stacked": where a share is hidden, it would blow up the others.
    "stacked_shares": {"type": "column", "subtype": "stacked"},
    "stacked_amounts": {"type": "column", "subtype": "stacked"},
    "flow": {"type": "column", "subtype": "stacked"},
    "counted_columns": {"type": "column"},
    "totals": {"type": "column"},
    "additional_amounts": {"type": "column"},
    "dumbbells": {"type": "column"},
    "diverging": {"type": "bar"},
}
_SIZE = {"width": 960, "height": 460}
_FONT = {"size": 9, "color": INK}


def insert_chart(book: Book, exhibit: Exhibit, grid: Grid, first: int) -> None:
    """Draw what stands in the table whose header is row ``first``, and place it beside that.

    Where nothing is shown there is nothing to draw: the table alone says so.
    """
    if all(cell.value is None for cell in exhibit.cells):
        return
    drawing = exhibit.family.drawing
    chart = book.workbook.add_chart(dict(_TYPES[drawing]))
    value_axis: dict[str, Any] = {
        "name": exhibit.unit,
        "name_font": _FONT | {"bold": False},
        "num_font": _FONT,
        "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": GRID}},
    }
    category_axis: dict[str, Any] = {
        "name": grid.names[0],
        "name_font": _FONT | {"bold": False},
        "num_font": _FONT,
        "num_format": date_format(book.language),
        "label_position": "low",
    }
    if drawing == "lines":
        category_axis |= add_lines(chart, exhibit, grid, first)
        value_axis["min"] = 0
    else:
        category_axis["text_axis"] = True  # else columns would stand at their days, thin as hairs
        _add_columns(chart, exhibit, grid, first)
    if drawing == "stacked_shares":
        value_axis |= {"min": 0, "max": 100}
    if drawing == "diverging":
        category_axis["reverse"] = True  # the first period on top, as in the table
        value_axis["label_position"] = "high"
    # XlsxWriter's x is what lies flat, and in a bar chart these are the values.
    flat, upright = category_axis, value_axis
    if drawing == "diverging":
        flat, upright = value_axis, category_axis
    chart.set_x_axis(flat)
    chart.set_y_axis(upright)
    chart.set_title({"name": exhibit.title, "name_font": {"size": 12, "color": INK}})
    chart.set_size(_SIZE)
    if len(grid.of) == 1:
        chart.set_legend({"none": True})
    elif drawing != "lines":
        chart.set_legend({"position": "bottom", "font": _FONT})
    sheet = book.workbook.get_worksheet_by_name(exhibit.sheet)
    place = {"description": exhibit.alt, "object_position": 2}
    sheet.insert_chart(first, len(grid.headers) + 1, chart, place)


def _add_columns(chart: Chart, exhibit: Exhibit, grid: Grid, first: int) -> None:
    """A series a column; a value not shown has no number in the chart and its sign as a label."""
    last = first + len(grid.rows)
    is_stacked = _TYPES[exhibit.family.drawing].get("subtype") == "stacked"
    for place, cells in enumerate(grid.of, start=1):
        known = [cell for cell in cells if cell is not None]
        colour = known[0].colour
        font = _FONT | {"color": on(colour) if is_stacked else INK}
        chart.add_series(
            {
                "name": grid.names[place],
                "categories": [exhibit.sheet, first + 1, 0, last, 0],
                "values": [exhibit.sheet, first + 1, place, last, place],
                # Excel's memory of the range; left to itself, it would have 0 for each sign.
                "values_data": [None if cell is None else cell.value for cell in cells],
                "fill": {"color": COLOURS[colour]},
                "border": {"color": "white"} if is_stacked else {"color": COLOURS[colour]},
                "gap": 60,
                "points": [_expected(cell) for cell in cells],
                "data_labels": {
                    "value": True,
                    "num_format": number_format(known[0], exhibit.family).replace('"*"', ""),
                    "font": font,
                    "position": "center" if is_stacked else "outside_end",
                    "custom": [_label(cell, font) for cell in cells],
                },
            }
        )


def _expected(cell: Cell | None) -> dict[str, Any] | None:
    """Expected accounts are hatched."""
    if cell is None or not cell.is_provisional:
        return None
    colours = {"fg_color": "white", "bg_color": COLOURS[cell.colour]}
    return {"pattern": {"pattern": "light_upward_diagonal"} | colours}


def _label(cell: Cell | None, font: dict[str, Any]) -> dict[str, Any] | None:
    """What Excel would not write by itself: a sign, and the star of a provisional number."""
    if cell is None:
        return {"delete": True}
    if cell.value is None:
        return {"value": cell.label, "font": _FONT}
    if cell.is_provisional:
        return {"value": cell.label, "font": font}
    return None
