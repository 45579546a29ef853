"""The workbooks of a release, read back: the mart's numbers, and signs where there are none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipelines.report.figures import every
from pipelines.report.figures.cells import Cell
from pipelines.report.marts import Marts
from pipelines.report.numbers import SIGNS
from pipelines.report.tables import every_table
from tests.report.workbook_release import (
    ALL,
    CUT_DATES,
    FILES,
    table_of,
)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_read(value: float | None, cell: Cell) -> object:
    if value is not None:
        return pytest.approx(value, rel=1e-15)  # Excel keeps 16 digits
    return "·" if cell.value is not None else SIGNS[cell.status]


def test_every_row_of_numbers_is_the_marts(workbooks: Path) -> None:
    marts, book = Marts(workbooks, 7), load_workbook(workbooks / FILES[0])
    shown_as = {f"Tabel {e.number}" if e.number else e.name: e.cells for e in every_table(marts)}
    shown_as |= {f"Figur {e.number}" if e.number else e.name: e.cells for e in every(marts)}
    assert set(book.sheetnames) == {"Forside", "Indhold", "Noter", *shown_as}
    for name, cells in shown_as.items():
        _, *rows = table_of(book[name])
        assert len(rows) == len(cells)
        for (area, period, series, *numbers), cell in zip(rows, cells, strict=True):
            assert (area, series) == (cell.area, cell.series)
            if isinstance(period, datetime):
                assert period.date() == cell.period_end
            else:
                assert period == cell.period_label
            parts = (cell.numerator, cell.denominator, cell.value)
            assert numbers == [_as_read(part, cell) for part in parts], (name, cell)


def test_figures_have_the_numbers_in_wide_form(workbooks: Path) -> None:
    book = load_workbook(workbooks / FILES[1])
    header, *rows = table_of(book["Figur 35"])
    assert header == ("Periode", "Herning [note 3]", "Hvidovre [note 3]")
    assert [row[0].date() for row in rows if isinstance(row[0], datetime)] == list(CUT_DATES)
    assert [row[1] for row in rows] == [".."] * 4
    assert rows[1][2] == "[c]"
    assert rows[0][2] == pytest.approx(81 / 9001 * 1000, rel=1e-15)
    header, *rows = table_of(book["Figur 66"])
    assert header == ("Periode", "Service [note 1]", "Administration [note 3]")
    assert rows[0] == ("2012", pytest.approx(102.0125), "..")
    header, *rows = table_of(book["Figur 44"])
    assert header == ("Område", "Anden anbringelse", "Ikke anbragt")
    assert rows == [("Hvidovre", 24, 32)]
    # Of the four counts of those who left one is hidden, and so their sum is.
    assert table_of(book["Figur 40"])[1:] == [("Hvidovre", "[c]")]


@pytest.mark.parametrize("file", ALL)
def test_no_number_is_there_that_the_mart_does_not_show(workbooks: Path, file: str) -> None:
    marts = Marts(workbooks, 7)
    known: set[float] = set()
    shown = [cell for figure in every(marts) for cell in figure.cells]
    shown += [cell for table in every_table(marts) for cell in table.cells]
    for cell in shown:
        known |= {n for n in (cell.numerator, cell.denominator, cell.value) if n is not None}
    book = load_workbook(workbooks / file)
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not any(d.hidden for d in sheet.row_dimensions.values())
        assert not any(d.hidden for d in sheet.column_dimensions.values())
        for row in sheet.iter_rows():
            for value in (cell.value for cell in row):
                if _is_number(value):
                    assert any(value == pytest.approx(n, rel=1e-15) for n in known), sheet.title


def test_a_provisional_number_is_a_number_with_a_star(workbooks: Path) -> None:
    sheet = load_workbook(workbooks / FILES[0])["Figur 66"]
    cells = [row[5] for row in sheet.iter_rows() if row[1].value == "2017"]
    assert [cell.number_format for cell in cells] == ['#,##0.0"*"'] * 2
    assert all(_is_number(cell.value) for cell in cells)
