"""The sheets of a workbook: for everyone to read, to print and to find, and always the same."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.report.workbook_release import (
    ALL,
    ENGLISH,
    FILES,
    NOTES,
    WARNING,
    build_workbooks,
    table_of,
)


@pytest.mark.parametrize("file", ALL)
def test_sheets_can_be_read_by_everyone(workbooks: Path, file: str) -> None:
    book = load_workbook(workbooks / file)
    assert all(len(name) <= 31 for name in book.sheetnames)
    names = [name for sheet in book for name in sheet.tables]
    assert len({name.lower() for name in names}) == len(names) == len(book.sheetnames)
    for sheet in book:
        assert isinstance(sheet["A1"].value, str), sheet.title
        assert not sheet.merged_cells.ranges
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # A width of one page is what a sheet that fits has without saying it.
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        (table,) = sheet.tables.values()
        first = int(re.findall(r"\d+", table.ref)[0])
        assert sheet.print_title_rows == f"${first}:${first}"
        assert all(value is not None for row in table_of(sheet) for value in row), sheet.title
        assert all(sheet.cell(row, 1).value for row in range(1, first)), sheet.title


@pytest.mark.parametrize("file", ALL)
def test_the_contents_lead_to_every_sheet(workbooks: Path, file: str) -> None:
    book = load_workbook(workbooks / file)
    contents = book[book.sheetnames[1]]
    links = {
        str(link.location).split("!")[0].strip("'")
        for row in contents.iter_rows()
        for link in (cell.hyperlink for cell in row)
        if link is not None
    }
    assert links == {*book.sheetnames[3:], book.sheetnames[0]}


def test_notes_have_the_numbers_of_the_mart(workbooks: Path) -> None:
    book = load_workbook(workbooks / FILES[0])
    _, *notes = table_of(book["Noter"])
    assert [note[0] for note in notes] == [f"[note {n}]" for n in (1, 2, 3, 4)]
    assert [note[1] for note in notes] == [f"{note} på dansk" for note in NOTES]
    assert notes[0][2] == "79"
    sheet = book["Figur 65"]
    assert str(sheet["A1"].value).endswith("Hvidovre [note 1]")
    assert table_of(sheet)[0][-1] == "Værdi [note 3]"
    assert any("sep. 2016 [note 2]" in str(sheet.cell(row, 1).value) for row in range(1, 6))


def test_the_cover_says_what_this_is(workbooks: Path) -> None:
    for file, is_warned in ((FILES[0], True), (ENGLISH[0], False)):
        book = load_workbook(workbooks / file)
        said = [str(row[0].value) for row in book.worksheets[0].iter_rows()]
        assert any("7" in each for each in said[:2])
        assert (WARNING in said) == is_warned
        assert {"[c]", "..", "·", "*"} < set(said)
        assert "7" in str(book.properties.description)
        assert book.properties.title == said[0]
        assert book.properties.subject and book.properties.creator


def test_two_builds_have_the_same_bytes(workbooks: Path, tmp_path: Path) -> None:
    build_workbooks(workbooks, tmp_path)
    for file in ALL:
        # No clock: the second build may come years later.
        assert load_workbook(workbooks / file).properties.created == datetime(2000, 1, 1)
        assert (tmp_path / file).read_bytes() == (workbooks / file).read_bytes(), file
