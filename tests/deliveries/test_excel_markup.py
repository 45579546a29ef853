"""The short cut reads what the full parser reads, and both what openpyxl reads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.deliveries.xlsx.opened import OpenedWorkbook
from pipelines.deliveries.xlsx.rows import SheetRow, column_letters, column_position
from pipelines.deliveries.xlsx.shortcut import Shortcut
from tests.deliveries.workbooks import INDEX_HEADER, Written, excel, index_sheet, parts, row, zipped

ROW = row(2, "<c r='A2'><v>2016</v></c>", "<c r='B2'><v>100</v></c>")
PLAIN = row(2, '<c r="A2"><v>2016</v></c>', '<c r="B2"><v>100</v></c>')
NEXT = row(3, '<c r="A3"><v>2017</v></c>', '<c r="B3"><v>101</v></c>')


def sheet_rows(data: bytes) -> list[SheetRow]:
    workbook = OpenedWorkbook(io.BytesIO(data))
    return list(workbook.reader(workbook.sheets[0]).rows())


def nothing(*_: object) -> Iterator[tuple[SheetRow, int]]:
    return iter(())


def in_full(data: bytes) -> list[SheetRow]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shortcut, "rows", nothing)
        return sheet_rows(data)


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=8),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_both_ways_read_the_same_as_openpyxl(table: list[list[object]]) -> None:
    data = excel([["x"], *table])
    short = sheet_rows(data)
    assert short == in_full(data)
    filled = {found.number: found.filled() for found in short if found.filled()}
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    expected: dict[int, list[object]] = {}
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        kept = list(values)
        while kept and (kept[-1] is None or str(kept[-1]).strip() == ""):
            kept.pop()
        if kept:
            expected[number] = kept
    assert filled.keys() == expected.keys()
    for number, values in expected.items():
        for text, value in zip(filled[number], values, strict=True):
            if value is None:
                assert text == ""
            elif isinstance(value, bool):
                assert text == str(value).lower()
            elif isinstance(value, int | float):
                assert float(text.replace(",", ".")) == pytest.approx(value, rel=1e-14, abs=1e-320)
            elif isinstance(value, str):
                # As a text that begins with = openpyxl writes a formula.
                assert text == value or value.startswith("=") or "_x" in value
            else:
                assert text == str(value)[:10]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.binary(max_size=3)), max_size=3))
def test_changed_bytes_are_read_the_same_both_ways(changes: list[tuple[int, bytes]]) -> None:
    content = parts(INDEX_HEADER + PLAIN + NEXT)
    name = "xl/worksheets/sheet1.xml"
    sheet = bytearray(content[name])
    for place, new in changes:
        sheet[place : place + len(new)] = new
    data = zipped(content | {name: bytes(sheet)})
    assert outcome(sheet_rows, data) == outcome(in_full, data)


def outcome(way: object, data: bytes) -> object:
    try:
        return way(data)  # type: ignore[operator]
    except Exception:
        return "refused"


@pytest.mark.parametrize(
    ("rows", "shortened"),
    [
        (PLAIN + NEXT, 3),
        (ROW + NEXT, 2),  # other quotation marks
        (PLAIN.replace("</c><c", "</c> <c") + NEXT, 2),
        (PLAIN.replace("100", "1&#48;0") + NEXT, 2),
        (PLAIN.replace("<v>100", "<f>SUM(A1)</f><v>100") + NEXT, 2),
        (PLAIN.replace('r="B2"', 'cm="1" r="B2"') + NEXT, 2),
        (PLAIN.replace(' r="2"', ' r="2" spans="1:2" ht="15" x14ac:dyDescent="0.25"') + NEXT, 3),
        (PLAIN.replace("100", "<!-- </row> -->100") + NEXT, 1),
        (PLAIN.replace("100", "<![CDATA[1]]>00") + NEXT, 1),
        (PLAIN.replace("100", "1<?x?>00") + NEXT, 1),
        (PLAIN + "<!-- " + NEXT + " -->" + NEXT, 2),
    ],
)
def test_an_unusual_row_goes_the_long_way(
    rows: str, shortened: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0
    original = Shortcut._row

    def counted(self: Shortcut, *args: object) -> SheetRow | None:
        nonlocal taken
        found = original(self, *args)  # type: ignore[arg-type]
        taken += found is not None
        return found

    monkeypatch.setattr(Shortcut, "_row", counted)
    data = index_sheet(rows)
    assert [found.texts for found in sheet_rows(data)][1:] == [["2016", "100"], ["2017", "101"]]
    assert taken == shortened


@pytest.mark.parametrize("chunk", [1, 7, 64, 1000])
def test_the_size_of_the_pieces_changes_nothing(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (book := Written()) as (workbook, sheet):
        day = workbook.add_format({"num_format": "dd-mm-yyyy", "font_strikeout": True})
        for line in range(50):
            sheet.write_row(line, 0, [f"å{line}", line, "=A1" if line % 7 == 0 else line / 3])
            sheet.write_datetime(line, 3, date(2016, 1, 1) + timedelta(line), day)
    expected = sheet_rows(book.bytes)
    monkeypatch.setattr("pipelines.deliveries.xlsx.sheet._CHUNK", chunk)
    assert len(expected) == 50 and sheet_rows(book.bytes) == expected == in_full(book.bytes)


def test_a_prefix_and_another_encoding_are_understood() -> None:
    content = parts(INDEX_HEADER + PLAIN + row(3, "æøå"))
    name = "xl/worksheets/sheet1.xml"
    text = content[name].decode()
    prefixed = text.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    prefixed = prefixed.replace("xmlns=", "xmlns:x=")
    wide = text.replace("UTF-8", "UTF-16").encode("utf-16")
    narrow = text.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    for other in (prefixed.encode(), wide, narrow, b"\xef\xbb\xbf" + text.encode()):
        assert sheet_rows(zipped(content | {name: other})) == sheet_rows(zipped(content))


def test_a_button_on_the_sheet_is_no_row(tmp_path: Path) -> None:
    anchor = (
        '<controls><control><controlPr><anchor><from xmlns:d="d"><d:col>1</d:col><d:row>9</d:row>'
        "</from></anchor></controlPr></control></controls>"
    )
    assert len(sheet_rows(index_sheet(PLAIN, behind=anchor))) == 2


@pytest.mark.parametrize(
    ("letters", "position"), [(b"A", 0), (b"Z", 25), (b"AA", 26), (b"XFD", 16_383)]
)
def test_columns_are_counted_in_letters(letters: bytes, position: int) -> None:
    assert column_position(letters) == position
    assert column_letters(position).encode() == letters
