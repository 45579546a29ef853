"""Files that are no workbook or made to do harm: a sentence, no error and no full memory."""

from __future__ import annotations

import io
import resource
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.deliveries.sentences import DeliveryRefusedError
from tests.deliveries.workbooks import (
    INDEX_HEADER,
    excel,
    index_sheet,
    parts,
    read,
    row,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
GOOD = INDEX_HEADER + row(2, "<c><v>2016</v></c>", "<c><v>100</v></c>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(data: bytes) -> DeliveryRefusedError:
    with pytest.raises(DeliveryRefusedError) as error:
        read(data, "pl_indeks")
    return error.value


def changed(part: str, old: bytes, new: bytes) -> bytes:
    content = parts(GOOD)
    assert old in content[part]
    return zipped(content | {part: content[part].replace(old, new)})


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty_file"),
        (b"no zip", "broken_excel"),
        (b"aar;indeks\n2016;100\n", "broken_excel"),
        (b"PK\x03\x04", "broken_excel"),
        (excel([["aar", "indeks"]])[:-30], "broken_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked_excel"),
        (OLE + "Workbook".encode("utf-16-le"), "other_spreadsheet"),
        (b"\xef\xbb\xbf <html><table>", "other_spreadsheet"),
        (b"<?xml version='1.0'?><Workbook/>", "other_spreadsheet"),
        (zipped({"xl/workbook.bin": b""}), "other_spreadsheet"),
        (zipped({"mimetype": b"", "content.xml": b""}), "other_spreadsheet"),
        (zipped({"Index/Document.iwa": b""}), "other_spreadsheet"),
        (zipped({"word/document.xml": b""}), "other_spreadsheet"),
        (zipped({"readme.txt": b""}), "broken_excel"),
        (zipped({f"a{n}": b"" for n in range(2_001)}), "too_large"),
        (zipped(parts(GOOD) | {"xl/media/image.png": bytes(50_000_000)}), "too_large"),
        (zipped(parts(GOOD) | {SHEET.upper(): parts(GOOD)[SHEET]}), "broken_excel"),
        (changed("xl/workbook.xml", b'r:id="r0"', b'r:id="r9"'), "broken_excel"),
        (changed("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"other.xml"), "broken_excel"),
        (changed("xl/_rels/workbook.xml.rels", b"worksheets/", b"../../../"), "broken_excel"),
        (
            changed(
                "xl/_rels/workbook.xml.rels",
                b'Target="worksheets/sheet1.xml"',
                b'TargetMode="External" Target="worksheets/sheet1.xml"',
            ),
            "broken_excel",
        ),
        (changed(SHEET, b"</worksheet>", b""), "broken_excel"),
        (changed(SHEET, b"2016", b"\xff"), "broken_excel"),
        (changed(SHEET, b"2016", b"20\x0016"), "broken_excel"),
        (changed(SHEET, b"<worksheet", b"<!DOCTYPE worksheet><worksheet"), "broken_excel"),
        (changed("xl/styles.xml", b"<styleSheet", b"<!DOCTYPE a><styleSheet"), "broken_excel"),
        (changed("xl/sharedStrings.xml", b"<sst", b"<!DOCTYPE a><sst"), "broken_excel"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a workbook holds the time
)
def test_a_file_that_is_refused(data: bytes, rule: str) -> None:
    assert refused(data).sentence.rule == rule


def test_the_good_file_is_read() -> None:
    assert read(zipped(parts(GOOD)), "pl_indeks").rows == [("2016", "100")]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/_rels/workbook.xml.rels", b"worksheets/", b"/xl/worksheets/"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/", b"..\\xl\\Worksheets\\"),
        ("xl/_rels/workbook.xml.rels", b"styles.xml", b"missing.xml"),
        ("xl/_rels/workbook.xml.rels", b"sharedStrings.xml", b"missing.xml"),
        ("_rels/.rels", b"officeDocument", b"other"),  # the usual place is tried
        # The strict form of the standard has names of its own.
        (SHEET, b"http://schemas.openxmlformats.org/spreadsheetml", b"http://purl.oclc.org/ooxml"),
        (SHEET, b"<sheetData>", b'<dimension ref="A1"/><sheetData>'),  # programs declare it wrongly
    ],
)
def test_what_other_programs_write_is_read(part: str, old: bytes, new: bytes) -> None:
    assert read(changed(part, old, new), "pl_indeks").rows == [("2016", "100")]


def test_entities_do_not_grow() -> None:
    names = "abcdefghij"
    entities = '<!ENTITY a "' + "x" * 100 + '">'
    for name, before in zip(names[1:], names, strict=False):
        entities += f'<!ENTITY {name} "{("&" + before + ";") * 10}">'
    laughs = f"<!DOCTYPE worksheet [{entities}]><worksheet".encode()
    assert refused(changed(SHEET, b"<worksheet", laughs)).sentence.rule == "broken_excel"


def test_a_part_that_is_longer_than_it_says() -> None:
    """The size is declared twice; what is beyond it is not unpacked."""
    content = parts(GOOD)
    whole = len(content[SHEET])
    data = bytearray(zipped(content | {SHEET: content[SHEET] + b" " * 100_000_000}))
    said, found = struct.pack("<I", whole + 100_000_000), 0
    while (place := data.find(said)) >= 0:
        data[place : place + 4] = struct.pack("<I", whole)
        found += 1
    assert found == 2
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(bytes(data)).sentence.rule == "broken_excel"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KiB


def test_a_part_that_is_packed_in_a_way_that_excel_does_not_know() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for name, part in parts(GOOD).items():
            archive.writestr(name, part)
    assert refused(file.getvalue()).sentence.rule == "broken_excel"


@pytest.mark.parametrize(
    "rows",
    [
        row(1_048_577, "2016", "100"),
        row(3, "2016") + row(2, "2017"),  # backwards
        row(2, "2016") + row(2, "2017"),  # twice
        (row(3, "2016") + row(2, "2017")).replace('"', "'"),  # the long way
        row(0, "2016"),
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A3"><v>1</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
        f'<row r="2"><c r="A2"><v>{"1" * 5_000_000}</v></c></row>',
        "<row r='2'><c r='A2' t='str'><v>" + "x&#10;" * 900_000 + "</v></c></row>",
    ],
    ids=range(10),
)
def test_a_sheet_that_excel_would_not_open(rows: str) -> None:
    assert refused(index_sheet(rows)).sentence.rule == "broken_excel"


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.deliveries.xlsx.sheet._MAXIMUM_CELLS", 10)
    rows = "".join(row(line, "2016", "100") for line in range(2, 9))
    assert refused(index_sheet(rows)).sentence.rule == "too_many_cells"


def test_a_sheet_with_a_cell_in_its_far_corner_takes_no_room() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = read(index_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "pl_indeks")
    assert (found.misfits, found.structural) == ([(1_048_576, 16_384, 2)], 1_048_575)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KiB


def test_nothing_of_a_cell_is_quoted() -> None:
    number = "6101054001"
    for data in (
        changed(SHEET, b"2016", f"{number}x".encode()),
        changed(SHEET, b"<v>2016</v>", f"<v>{number}</w>".encode()),
        changed(SHEET, b"<v>2016</v>", f'<{number} t="{number}">'.encode()),
    ):
        error = refused(data)
        assert number not in f"{error!r}{error.sentence}{error.__cause__!r}"
        assert error.__suppress_context__ or error.__context__ is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=4)), max_size=4))
def test_a_damaged_file(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(zipped(parts(GOOD)))
    for place, new in changes:
        place %= len(data)
        data[place : place + len(new)] = new
    try:
        read(bytes(data), "pl_indeks")
    except DeliveryRefusedError as error:
        assert error.sentence.da
