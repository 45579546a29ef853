"""Excel and Parquet through the whole loading: the raw rows are those that a CSV file gives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from tests.deliveries.folder import Folder
from tests.deliveries.test_parquet import parquet
from tests.deliveries.workbooks import CASELOAD, Written, excel, parts, row, zipped

HEADER = CASELOAD[:5]
TYPED: list[list[object]] = [
    [657, date(2016, 1, 31), "a1", 14.5, True],
    [657, date(2016, 1, 31), "a2", 1234 / 100, False],
    [510, date(2016, 1, 31), "a3", 20.0, None],
]
TEXT = [
    ["657", "31-01-2016", "a1", "14,5", "1"],
    ["657", "31.01.2016", "a2", "12.34", "n"],
    ["0510", "2016-01-31", "a3", "20,00", ""],
]
EXPECTED = [
    ("657", date(2016, 1, 31), "a1", Decimal("14.50000"), True),
    ("657", date(2016, 1, 31), "a2", Decimal("12.34000"), False),
    ("510", date(2016, 1, 31), "a3", Decimal("20.00000"), None),
]


def table(rows: list[list[object]] | list[list[str]]) -> bytes:
    return parquet(pa.table(dict(zip(HEADER, map(list, zip(*rows, strict=True)), strict=True))))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("typed.xlsx", excel([HEADER, *TYPED])),
        ("text.xlsx", excel([HEADER, *TEXT])),
        ("title.xlsx", excel([["Sagstal 2016"], [], HEADER, *TYPED])),
        ("second.xlsx", excel([["Vejledning"]], [HEADER, *TYPED])),
        ("typed.parquet", table(TYPED)),
        ("text.parquet", table(TEXT)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_same_rows(folder: Folder, name: str, data: bytes) -> None:
    folder.put(f"sagstal/2016-02-15_{name}", data)
    (outcome,) = folder.load()
    assert (outcome.outcome, outcome.lines_read, outcome.lines_accepted) == ("loaded", 3, 3)
    assert (
        folder.rows(f"select {', '.join(HEADER)} from raw.sagstal order by raadgiver") == EXPECTED
    )


def test_a_civil_registration_number_that_lost_its_zero_in_excel(folder: Folder) -> None:
    """The number is one of 1860, so that it is nobody's."""
    head = ["cpr", "kommune", "dato"]
    folder.put("underretninger/2018-01-01_a.xlsx", excel([head, [101605001, 657, "31-01-2016"]]))
    folder.put("underretninger/2018-01-02_b.csv", "cpr;kommune;dato\n010160-5001;0657;31/01/2016\n")
    assert [outcome.outcome for outcome in folder.load()] == ["loaded", "loaded"]
    assert len(folder.rows("select distinct person_id, dato, kommune from raw.underretninger")) == 1


def test_cells_that_have_no_value_reject_their_row(folder: Folder) -> None:
    """In a column that may be empty as well: ``fuldtid`` and ``bemaerkning`` are such columns."""
    with (book := Written()) as (workbook, sheet):
        percent = workbook.add_format({"num_format": "0 %"})
        thousands = workbook.add_format({"num_format": "#,##0,"})
        sheet.write_row(0, 0, [*CASELOAD, "udenfor"])
        for line in range(1, 8):
            sheet.write_row(line, 0, ["657", "31-01-2016", f"a{line}", 14.5, "j", "x"])
        sheet.write_formula(1, 4, "=TRUE()", None, "")
        sheet.write_formula(2, 5, "=A1", None, "")
        sheet.write_formula(3, 4, "=1/0", None, "#DIV/0!")
        sheet.write(4, 3, 0.12, percent)
        sheet.write(5, 3, 14_500, thousands)
        sheet.write_formula(6, 6, "=1/0", None, "#DIV/0!")  # in no column of the contract
    assert folder.rules("sagstal/2016-02-15_a.xlsx", book.bytes) == [
        (2, "fuldtid", "formula_without_value"),
        (3, "bemaerkning", "formula_without_value"),
        (4, "fuldtid", "error_cell"),
        (5, "sager", "not_an_amount"),
        (6, "sager", "scaled_number"),
    ]


def test_an_error_in_a_column_that_is_taken_as_a_dimension(folder: Folder) -> None:
    head = ["OMRÅDE", "ALDER", "TID", "INDHOLD", "HERKOMST"]
    cells = [*["657", "0", "2016K1", "5"], '<c r="E2" t="e"><v>#N/A</v></c>']
    data = zipped(parts(row(1, *head) + row(2, *cells)))
    ((line, _, rule),) = folder.rules("befolkning/2016-02-15_a.xlsx", data)
    assert (line, rule) == (2, "error_cell")


def test_every_line_is_counted(folder: Folder) -> None:
    rows = [["Titel"], [], ["aar", "indeks"], [2016, 100], [], [2017, "x"], [2018, 1, 2], [None]]
    folder.put("pl_indeks/2018-05-31_a.xlsx", excel(rows))
    folder.load()
    ((read, accepted, rejected, structural),) = folder.rows(
        "select lines_read, lines_accepted, lines_rejected, lines_structural from raw.deliveries"
    )
    assert (read, accepted, rejected, structural) == (3, 1, 2, 4)
    assert accepted + rejected + structural == 7  # the last row that holds anything
