"""Writing tables as files in the forms that deliveries take, the same bytes each time."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from xlsxwriter import Workbook

Cell = str | int | float | date | None
Row = Sequence[Cell]
_LONG_AGO = datetime(2018, 1, 1)
_AS_GIVEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


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
    buffer = io.BytesIO()
    with Workbook(buffer, _AS_GIVEN) as book:
        # Without a day of its own the file would hold the clock's.
        book.set_properties({"created": _LONG_AGO})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for line, row in enumerate(([title], [], header, *rows)):
            for column, cell in enumerate(row):
                is_day = isinstance(cell, date)
                sheet.write(line, column, cell, day if is_day else None)
    _write(path, buffer.getvalue())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
