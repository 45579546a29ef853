"""The same rows in every format give the same raw rows."""

import gzip
from datetime import date, datetime
from decimal import Decimal

import pytest

from pipelines.deliveries.grid import cell_text
from tests.deliveries.folder import Folder

HEADER = ["kommune", "dato", "raadgiver", "sager", "fuldtid"]
CSV = (
    "kommune;dato;raadgiver;sager;fuldtid\n"
    "657;31-01-2016;a1;14,5;1\n657;31.01.2016;a2;12.34;n\n0510;2016-01-31;a3;20,00;\n"
)
EXPECTED = [
    ("510", date(2016, 1, 31), "a3", Decimal("20.00000"), None),
    ("657", date(2016, 1, 31), "a1", Decimal("14.50000"), True),
    ("657", date(2016, 1, 31), "a2", Decimal("12.34000"), False),
]


FILES = {
    "utf-8.csv": CSV.encode(),
    "windows.csv": CSV.encode("cp1252"),
    "utf-16.csv": CSV.encode("utf-16"),
    "commas.csv": CSV.replace(",", ".").replace(";", ",").encode(),
    "tabs.csv": CSV.replace(";", "\t").encode(),
    "packed.csv.gz": gzip.compress(CSV.encode()),
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
        ("a.csv.gz", CSV.encode(), "broken_gzip"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "unknown_format"),
    ],
)
def test_refused(folder: Folder, name: str, data: bytes, rule: str) -> None:
    folder.put(f"sagstal/2016-02-15_{name}", data)
    (outcome,) = folder.load()
    assert outcome.message is not None
    assert (outcome.outcome, outcome.message.rule) == ("refused", rule)
