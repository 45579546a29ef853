"""How many lines a file has, counted by other means than the reader's.

CSV: physical lines, ended by CR, LF or both. Excel: rows down to the last one that holds
something, or that the file speaks of. Parquet: rows.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from xml.etree import ElementTree

import pyarrow.parquet as pq

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def physical_lines(data: bytes, name: str) -> set[int]:
    """The number of lines of a file; of a workbook those of each of its sheets."""
    ending = name.casefold()
    if ending.endswith(".parquet"):
        return {pq.ParquetFile(io.BytesIO(data)).metadata.num_rows}
    if ending.endswith(".xlsx"):
        return _rows_of_sheets(data)
    content = gzip.decompress(data) if ending.endswith(".gz") else data
    text = content.decode(_MARKS.get(content[:2], "latin-1"))
    lines = re.split("\r\n|\r|\n", text)
    return {len(lines) - (not lines[-1])}


def _rows_of_sheets(data: bytes) -> set[int]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        roots = [ElementTree.fromstring(archive.read(name)) for name in sheets]  # noqa: S314
        return {row for root in roots for row in _last_rows(root)}


def _last_rows(sheet: ElementTree.Element) -> set[int]:
    """Number of the last row with a value in it, and of the last row that has a style."""
    last = styled = 0
    for row in sheet.iter(f"{_MAIN}row"):
        styled = int(row.get("r", styled + 1))
        if any(cell.find(f"{_MAIN}{tag}") is not None for cell in row for tag in ("v", "is", "f")):
            last = styled
    return {last, styled}
