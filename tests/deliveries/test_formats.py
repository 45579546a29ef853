"""The same rows in every format give the same raw rows."""

import gzip
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.deliveries.grid import cell_text
from tests.deliveries.folder import Folder

HEADER = ["kommune", "dato", "raadgiver", "sager", "fuldtid"]
TYPED = [
    (657, date(2016, 1, 31), "a1", 14.5, True),
    (657, date(2016, 1, 31), "a2", 1234 / 100, False),
    (510, date(2016, 1, 31), "a3", 20.0, None),
]
CSV = (
    "kommune;dato;raadgiver;sager;fuldtid\n"
    "657;31-01-2016;a1;14,5;1\n657;31.01.2016;a2;12.34;n\n0510;2016-01-31;a3;20,00;\n"
)
EXPECTED = [
    ("510", date(2016, 1, 31), "a3", Decimal("20.00000"), None),
    ("657", date(2016, 1, 31), "a1", Decimal("14.50000"), True),
    ("657", date(2016, 1, 31), "a2", Decimal("12.34000"), False),
]


def excel(*sheets: list[list[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def parquet(table: pa.Table) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


def typed_table() -> pa.Table:
    return pa.table(dict(zip(HEADER, zip(*TYPED, strict=True), strict=True)))


def text_table() -> pa.Table:
    lines = [line.split(";") for line in CSV.splitlines()]
    return pa.table(dict(zip(lines[0], zip(*lines[1:], strict=True), strict=True)))


FILES = {
    "utf-8.csv": CSV.encode(),
    "windows.csv": CSV.encode("cp1252"),
    "utf-16.csv": CSV.encode("utf-16"),
    "commas.csv": CSV.replace(",", ".").replace(";", ",").encode(),
    "tabs.csv": CSV.replace(";", "\t").encode(),
    "packed.csv.gz": gzip.compress(CSV.encode()),
    "typed.xlsx": excel([HEADER, *map(list, TYPED)]),
    "text.xlsx": excel([line.split(";") for line in CSV.splitlines()]),
    "title.xlsx": excel([["Sagstal 2016"], [], HEADER, *map(list, TYPED)]),
    "second.xlsx": excel([["Vejledning"]], [HEADER, *map(list, TYPED)]),
    "typed.parquet": parquet(typed_table()),
    "text.parquet": parquet(text_table()),
    "UPPER.CSV": CSV.encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_same_rows(folder: Folder, name: str) -> None:
    folder.put(f"sagstal/2016-02-15_{name}", FILES[name])
    (outcome,) = folder.load()
    assert (outcome.outcome, outcome.lines_read, outcome.lines_accepted) == ("loaded", 3, 3)
    columns = ", ".join(HEADER)
    assert (
        folder.rows(f"select {columns} from raw.sagstal order by raadgiver = 'a3' desc, 3")
        == EXPECTED
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (510, "510"),
        (510.0, "510"),
        (1234.5, "1234,5"),
        (1.234, "1,234"),  # with a point it would be read as a thousand
        (0.1 + 0.2, "0,3"),  # the digits that Excel shows
        (1e15, "1000000000000000"),
        (6101054001.0, "6101054001"),
        (float("nan"), "nan"),
        (Decimal("510.00"), "510"),
        (Decimal("-0.50"), "-0,50"),
        (True, "1"),
        (date(2016, 1, 31), "2016-01-31"),
        (datetime(2016, 1, 31), "2016-01-31"),
        (datetime(2016, 1, 31, 12, 30), "2016-01-31 12:30:00"),
        ("1.234", "1.234"),
    ],
)
def test_canonical_text_of_a_typed_cell(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.xlsx", b"", "empty_file"),
        ("a.xlsx", b"no zip", "broken_excel"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked_excel"),
        ("a.xlsx", excel([["Vejledning"]], [["intet"]]), "no_header"),
        ("a.xlsx", excel([["kommune", "dato", "sager"]]), "missing_columns"),
        ("a.parquet", b"", "empty_file"),
        ("a.parquet", b"PAR1no parquetPAR1", "broken_parquet"),
        ("a.parquet", parquet(pa.table({"x": [1]})), "no_header"),
        ("a.parquet", parquet(typed_table().drop_columns("sager")), "missing_columns"),
        (
            "a.parquet",
            parquet(typed_table().drop_columns("sager").append_column("sager", [[[1], [2], [3]]])),
            "nested_parquet",
        ),
        ("a.csv.gz", CSV.encode(), "broken_gzip"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "unknown_format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a workbook holds the time
)
def test_refused(folder: Folder, name: str, data: bytes, rule: str) -> None:
    folder.put(f"sagstal/2016-02-15_{name}", data)
    (outcome,) = folder.load()
    assert outcome.message is not None
    assert (outcome.outcome, outcome.message.rule) == ("refused", rule)


def test_zip_bomb(folder: Folder) -> None:
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    folder.put("sagstal/2016-02-15_a.xlsx", file.getvalue())
    (outcome,) = folder.load()
    assert outcome.message is not None and outcome.message.rule == "too_large"


def test_a_civil_registration_number_that_lost_its_zero_in_excel(folder: Folder) -> None:
    head = ["cpr", "kommune", "dato"]
    folder.put("underretninger/2018-01-01_a.xlsx", excel([head, [6101054001, 657, "31-01-2016"]]))
    folder.put("underretninger/2018-01-02_b.csv", "cpr;kommune;dato\n610105-4001;0657;31/01/2016\n")
    assert [outcome.outcome for outcome in folder.load()] == ["loaded", "loaded"]
    assert len(folder.rows("select distinct person_id, dato, kommune from raw.underretninger")) == 1
