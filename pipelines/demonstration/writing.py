"""Writing tables as files in the forms that deliveries take, the same bytes each time."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

Cell = str | int | float | date | None
Row = Sequence[Cell]
_LONG_AGO = datetime(2018, 1, 1)
_ZIP_TIME = (2018, 1, 1, 0, 0, 0)


def csv_file(
    path: Path, header: Row, rows: Iterable[Row], delimiter: str = ";", encoding: str = "utf-8"
) -> None:
    """A CSV file; a name ending in ``.gz`` is compressed. None becomes an empty field."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    content = text.getvalue().encode(encoding)
    if path.suffix == ".gz":
        content = gzip.compress(content, compresslevel=5, mtime=0)
    _write(path, content)


def parquet_file(path: Path, header: Sequence[str], rows: Sequence[Row]) -> None:
    """A Parquet file; the type of a column follows from its values."""
    columns = zip(*rows, strict=True)
    table = pa.table({name: list(column) for name, column in zip(header, columns, strict=True)})
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    _write(path, buffer.getvalue())


def excel_file(path: Path, title: str, header: Row, rows: Iterable[Row]) -> None:
    """An Excel file with a title and an empty line above the header, as people make them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"  # noqa: S101 - for the type checker
    for row in ([title], [], header, *rows):
        sheet.append(list(row))
    book.properties.created = book.properties.modified = _LONG_AGO
    buffer = io.BytesIO()
    book.save(buffer)
    _write(path, _without_clock(buffer.getvalue()))


def _without_clock(content: bytes) -> bytes:
    """The same zip archive with the time of writing taken out of its entries and properties."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _fixed_properties(part)
            target.writestr(zipfile.ZipInfo(name, _ZIP_TIME), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _fixed_properties(part: bytes) -> bytes:
    """Workbook properties whose time of change is the fixed one: openpyxl puts the clock's."""
    before, opening, rest = part.partition(b"<dcterms:modified")
    attributes, _, rest = rest.partition(b">")
    _, closing, after = rest.partition(b"</dcterms:modified>")
    stamp = _LONG_AGO.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return before + opening + attributes + b">" + stamp + closing + after


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
