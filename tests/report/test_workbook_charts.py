"""The charts of a workbook: of what is shown and nothing else, and with words for who sees none."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from pipelines.report.figures import every
from pipelines.report.marts import Marts
from pipelines.report.workbook.lines import axis, pieces
from tests.report.workbook_release import CUT_DATES, FILES


def test_charts_draw_what_is_shown_and_say_it(workbooks: Path) -> None:
    marts = Marts(workbooks, 7)
    with ZipFile(workbooks / FILES[1]) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    charts = [part for name, part in parts.items() if name.startswith("xl/charts/chart")]
    drawings = [part for name, part in parts.items() if re.match(r"xl/drawings/d.*xml$", name)]
    drawn = [f for f in every(marts) if any(cell.value is not None for cell in f.cells)]
    assert len(charts) == len(drawings) == len(drawn)
    for figure in drawn:
        assert sum(f'descr="{figure.alt}"' in drawing for drawing in drawings) >= 1, figure.name
        assert sum(figure.title in chart and figure.axis in chart for chart in charts) == 1
    book = load_workbook(workbooks / FILES[1])
    for chart in charts:
        _is_of_shown_cells(chart, book)


def _is_of_shown_cells(chart: str, book: Workbook) -> None:
    """Points in a chart are the cells that have numbers; a line covers no others."""
    for series in re.findall(r"<c:ser>.*?</c:ser>", chart):
        values = re.search(r"<c:(?:val|yVal)>.*?</c:(?:val|yVal)>", series)
        assert values
        found = re.search(r"<c:f>'?(.+?)'?!\$(\w+)\$(\d+):\$\w+\$(\d+)</c:f>", values[0])
        if found is None:  # of one cell only
            found = re.search(r"<c:f>'?(.+?)'?!\$(\w+)\$(\d+)()</c:f>", values[0])
        assert found, values[0]
        name, column, first, last = found.groups()
        rows = range(int(first), int(last or first) + 1)
        cells = [book[name][f"{column}{row}"].value for row in rows]
        points = dict(re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', values[0]))
        shown = {str(n): value for n, value in enumerate(cells) if isinstance(value, int | float)}
        assert {n: float(v) for n, v in points.items()} == pytest.approx(shown)
        if "<c:yVal>" in series:
            assert len(shown) == len(cells)


def test_no_line_goes_across_a_gap_or_a_break(workbooks: Path) -> None:
    by_number = {figure.number: figure for figure in every(Marts(workbooks, 7))}
    gap = [cell for cell in by_number[35].cells if cell.area == "Hvidovre"]
    assert list(pieces(gap, {})) == [(0, 0), (2, 3)]
    broken = by_number[65].cells
    assert list(pieces(broken, {CUT_DATES[2]: "of_a_break"})) == [(0, 1), (2, 3)]
    assert list(pieces([None, *broken], {})) == [(1, 4)]
    assert list(pieces([], {})) == []
    with ZipFile(workbooks / FILES[1]) as file:
        charts = [file.read(n).decode() for n in file.namelist() if n.startswith("xl/charts/")]
    for number in (35, 65):
        (chart,) = (each for each in charts if f"Figur {number}." in each)
        assert chart.count("<c:ser>") == 2
    # Both pieces of a line are one thing to whoever reads the legend, if there is one.
    assert "<c:legend>" not in chart


def test_marks_lie_in_the_months_of_the_cut_dates() -> None:
    settings = axis(CUT_DATES)
    assert settings["min"] <= CUT_DATES[0] and settings["max"] > CUT_DATES[-1]
    days = [day.toordinal() for day in CUT_DATES]
    for place, (end, _) in enumerate(pairwise([*CUT_DATES, CUT_DATES[-1]])):
        mark = date.fromordinal(int(settings["min"].toordinal() + settings["major_unit"] * place))
        assert (mark.year, mark.month) == (end.year, end.month)
    assert settings["major_unit"] == pytest.approx((days[-1] - days[0]) / 3)
    uneven = axis([date(2011, 1, 31), date(2016, 1, 31), date(2016, 5, 31)])
    assert uneven["major_unit"] == 365.25
    assert axis([date(2016, 1, 31)])["max"] > date(2016, 1, 31)
