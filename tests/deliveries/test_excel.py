"""Workbooks: which sheet is read, which rows and columns count, and what refuses the file."""

import io
from datetime import date

import openpyxl
import pytest

from pipelines.deliveries.grid import BATCH_ROWS
from pipelines.deliveries.header import NAMELESS
from pipelines.deliveries.sentences import DeliveryRefusedError
from tests.deliveries.workbooks import (
    CASELOAD,
    INDEX_HEADER,
    Written,
    excel,
    index_sheet,
    parts,
    read,
    row,
    saved,
    zipped,
)

INDEX = ["aar", "indeks"]
TITLE = ["Pris- og lønindeks, maj 2018"]


def refusal(data: bytes, source: str = "pl_indeks") -> str:
    with pytest.raises(DeliveryRefusedError) as refused:
        read(data, source)
    return refused.value.sentence.rule


@pytest.mark.parametrize(
    ("sheets", "line", "notes"),
    [
        ([[INDEX, [2016, 100]]], 2, {}),
        ([[TITLE, [], INDEX, [2016, 100]]], 4, {"lines_above_header": 1}),
        ([[[]] * 19 + [INDEX, [2016, 100]]], 21, {}),  # the first row below the searched ones
        ([[["Vejledning"]], [INDEX, [2016, 100]]], 2, {"other_sheet": 1}),
        ([[["aar", "Kommentar"]], [INDEX, [2016, 100]]], 2, {"other_sheet": 1}),
        ([[INDEX, [2016, 100]], [INDEX]], 2, {}),  # an empty form beside it does no harm
        ([[INDEX], [INDEX, [2016, 100]]], 2, {"other_sheet": 1}),
    ],
)
def test_the_sheet_and_the_line_of_the_header(
    sheets: list[list[list[object]]], line: int, notes: dict[str, int]
) -> None:
    found = read(excel(*sheets), "pl_indeks")
    assert (found.rows, found.lines, found.notes) == ([("2016", "100")], [line], notes)
    assert found.structural == line - 1


@pytest.mark.parametrize(
    ("sheets", "rule"),
    [
        ([[["Vejledning"]], [["intet"]]], "no_header"),
        ([[["aar", "note"], [2016, "a"]]], "missing_columns"),
        ([[["aar", "indeks", "AAR"], [2016, 100, 2016]]], "doubled_columns"),
        ([[[]] * 20 + [INDEX, [2016, 100]]], "no_header"),
        ([[[2016, 100], INDEX, [2017, 101]]], "rows_above_header"),  # sorted with its header
        ([[INDEX, [2016, 100]], [INDEX, [2017, 101]]], "several_sheets"),  # a sheet for each year
    ],
)
def test_no_sheet_can_be_told(sheets: list[list[list[object]]], rule: str) -> None:
    assert refusal(excel(*sheets)) == rule


def test_a_sheet_that_nobody_sees_is_not_what_was_delivered() -> None:
    for state in ("hidden", "veryHidden"):
        workbook = openpyxl.load_workbook(io.BytesIO(excel([INDEX, [2016, 100]], [INDEX, [1, 2]])))
        workbook.worksheets[1].sheet_state = state
        found = read(saved(workbook), "pl_indeks")
        assert (found.rows, found.notes) == ([("2016", "100")], {"hidden_sheet_left_out": 1})
    workbook = openpyxl.load_workbook(io.BytesIO(excel([["Forside"]], [INDEX, [2016, 100]])))
    workbook.worksheets[1].sheet_state = "hidden"
    assert refusal(saved(workbook)) == "hidden_sheet"


def test_a_chart_is_no_sheet() -> None:
    workbook = (book := Written()).book
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": "=Tal!$B$2:$B$3"})
    workbook.add_chartsheet().set_chart(chart)
    sheet = workbook.add_worksheet("Tal")
    sheet.write_row(0, 0, INDEX)
    sheet.write_row(1, 0, [2016, 100])
    workbook.close()
    found = read(book.bytes, "pl_indeks")
    assert (found.rows, found.notes) == ([("2016", "100")], {})


def test_lines_are_the_rows_of_the_sheet() -> None:
    found = read(excel([INDEX, [2016, 100], [], [None, "  "], [2017, 101, "note"], [2018]]),
                 "pl_indeks")  # fmt: skip
    assert (found.lines, found.misfits) == ([2, 6], [(5, 3, 2)])
    assert found.rows == [("2016", "100"), ("2018", "")]
    assert found.structural == 3  # header and two blank rows
    assert len(found.lines) + len(found.misfits) + found.structural == 6


def test_rows_and_columns_that_are_only_formatted_are_not_there() -> None:
    with (book := Written()) as (workbook, sheet):
        grey = workbook.add_format({"bg_color": "#dddddd", "num_format": "0.00"})
        sheet.write_row(0, 0, INDEX, grey)
        sheet.write_row(1, 0, [2016, 100], grey)
        for line in range(300):
            for column in range(30):
                if line > 1 or column > 1:
                    sheet.write_blank(line, column, None, grey)
    found = read(book.bytes, "pl_indeks")
    assert (found.rows, found.lines, found.structural) == ([("2016", "100")], [2], 1)


def test_a_table_that_does_not_begin_in_the_corner() -> None:
    with (book := Written()) as (_, sheet):
        sheet.write_row(4, 2, ["Indeks", "note", " AAR "])
        sheet.write_row(5, 2, [100, "x", 2016])
    found = read(book.bytes, "pl_indeks")
    assert found.columns == {"aar": ["2016"], "indeks": ["100"]}
    assert (found.lines, found.structural) == ([6], 5)
    assert "note" in found.ignored


def test_hidden_rows_and_columns_are_read_and_noted() -> None:
    with (book := Written()) as (_, sheet):
        sheet.write_row(0, 0, INDEX)
        for line in range(1, 6):
            sheet.write_row(line, 0, [2010 + line, 100])
        for line in (2, 3, 40):
            sheet.set_row(line, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
    found = read(book.bytes, "pl_indeks")
    assert len(found.rows) == 5
    assert found.notes == {"hidden_rows": 2, "hidden_columns": 1}


def test_struck_out_rows_are_read_and_noted() -> None:
    with (book := Written()) as (workbook, sheet):
        gone = workbook.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, INDEX)
        sheet.write_row(1, 0, [2016, 100], gone)
        sheet.write_row(2, 0, [2017, 101])
    found = read(book.bytes, "pl_indeks")
    assert (len(found.rows), found.notes) == (2, {"struck_out_rows": 1})


@pytest.mark.parametrize(
    ("merged", "refused"),
    [
        ("A1:B1", False),  # the title
        ("A1:B3", True),  # title and header
        ("A3:B3", True),
        ("A4:A5", True),
        ("B5:C5", True),
        ("C4:D5", False),  # beside the table
        ("A6:B6", False),  # below it
        ("A4:A4", False),  # one cell
    ],
)
def test_merged_cells(merged: str, refused: bool) -> None:
    rows = row(1, "Titel") + row(3, *INDEX) + row(4, "2016", "100") + row(5, "2017", "101")
    data = zipped(parts(rows, behind=f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>'))
    if refused:
        with pytest.raises(DeliveryRefusedError, match=merged) as error:
            read(data, "pl_indeks")
        assert error.value.sentence.rule == "merged_cells"
    else:
        assert len(read(data, "pl_indeks").rows) == 2


def test_a_long_sheet_comes_in_batches() -> None:
    number = BATCH_ROWS + 10
    with (book := Written(constant_memory=True)) as (_, sheet):
        sheet.write_row(0, 0, INDEX)
        for line in range(1, number + 1):
            sheet.write_row(line, 0, [2016, line])
            if line == 7:
                sheet.set_row(line, None, None, {"hidden": True})
    found = read(book.bytes, "pl_indeks")
    assert found.lines == list(range(2, number + 2))
    assert found.columns["indeks"][-1] == str(number)
    assert (found.structural, found.notes) == (1, {"hidden_rows": 1})


def test_a_header_only() -> None:
    found = read(excel([INDEX]), "pl_indeks")
    assert (found.rows, found.structural, found.notes) == ([], 1, {"no_rows": 1})


def test_the_width_of_a_row_far_to_the_right() -> None:
    data = index_sheet('<row r="2"><c r="XFD2"><v>1</v></c></row>')
    assert read(data, "pl_indeks").misfits == [(2, 16_384, 2)]


def test_every_type_of_cell() -> None:
    typed = [657, date(2016, 1, 31), "a1", 14.5, True]
    assert read(excel([CASELOAD[:5], typed])).rows == [("657", "2016-01-31", "a1", "14,5", "true")]


def test_rows_without_numbers_follow_each_other() -> None:
    bare = "<row><c><v>2016</v></c><c><v>100</v></c></row>"
    found = read(zipped(parts(INDEX_HEADER + bare + bare)), "pl_indeks")
    assert (found.lines, found.rows) == ([2, 3], [("2016", "100")] * 2)


def test_an_error_in_the_header_is_no_name() -> None:
    broken = '<c r="C1" t="e"><v>#REF!</v></c>'
    found = read(zipped(parts(row(1, *INDEX, broken) + row(2, "2016", "100", "x"))), "pl_indeks")
    assert (found.rows, found.ignored) == ([("2016", "100")], (NAMELESS,))
