"""Excel to grid: the first sheet that has the header, read without ever running anything in it.

An xlsx file is a zip of XML from elsewhere: its declared size is checked before it is opened, and
openpyxl parses it through defusedxml.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice

import openpyxl

from models.contract import Contract
from pipelines.deliveries.decode import MAXIMUM_BYTES
from pipelines.deliveries.grid import Grid, Misfit, cell_text
from pipelines.deliveries.header import (
    SEARCHED_LINES,
    Header,
    no_header,
    read_header,
    recognised,
)
from pipelines.deliveries.sentences import DeliveryRefusedError

_OLE_FILE = b"\xd0\xcf\x11\xe0"  # what Excel wraps a password, or a workbook before 2007, in
_MAXIMUM_ENTRIES = 2_000
_MAXIMUM_RATIO = 200  # sheets of repeated values compress 20 to 50 times
_SMALL = 10_000_000  # bytes that need no ratio check: a nearly empty sheet is all repetition


def read_excel(data: bytes, contract: Contract) -> Grid:
    """The text cells of a workbook; ``DeliveryRefusedError`` when it cannot be read as a whole."""
    if not data:
        raise DeliveryRefusedError("empty_file")
    if data.startswith(_OLE_FILE):
        raise DeliveryRefusedError("locked_excel")
    try:
        _check_zip(data)
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return _read_sheets([_rows(sheet) for sheet in workbook.worksheets], contract)
    except DeliveryRefusedError:
        raise
    except Exception:
        # openpyxl raises whatever its XML leads it to; none of it may quote a cell or stop the run.
        raise DeliveryRefusedError("broken_excel") from None


def _check_zip(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    too_dense = size > _SMALL and size > _MAXIMUM_RATIO * len(data)
    if size > MAXIMUM_BYTES or too_dense or len(entries) > _MAXIMUM_ENTRIES:
        raise DeliveryRefusedError("too_large", limit=f"{MAXIMUM_BYTES >> 30} GiB")


def _rows(sheet: object) -> Iterator[list[str]]:
    """The rows of a sheet as text, without the empty cells at the end of each."""
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # other programs declare them wrongly
    for values in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        row = [cell_text(value) for value in values]
        while row and not row[-1].strip():
            row.pop()
        yield row


def _read_sheets(sheets: Sequence[Iterator[list[str]]], contract: Contract) -> Grid:
    """The first sheet with a full header; the best one's refusal when none has it."""
    best: tuple[int, DeliveryRefusedError] = (0, no_header(contract))
    for rows in sheets:
        head = list(islice(rows, SEARCHED_LINES))
        scores = [recognised(row, contract) for row in head]
        if not any(scores):
            continue
        start = scores.index(max(scores))
        try:
            header = read_header(head[start], contract)
        except DeliveryRefusedError as refused:
            if max(scores) > best[0]:
                best = (max(scores), refused)
            continue
        return _read_rows([*head[start + 1 :], *rows], header, start)
    raise best[1]


def _read_rows(rows: list[list[str]], header: Header, start: int) -> Grid:
    cells: list[list[str]] = []
    lines: list[int] = []
    misfits: list[Misfit] = []
    structural = start + 1
    for line, row in enumerate(rows, start + 2):
        if not row:
            structural += 1
        elif len(row) > header.width:
            misfits.append(Misfit(line, len(row), header.width))
        else:
            cells.append(row + [""] * (header.width - len(row)))
            lines.append(line)
    return Grid.of_rows(header, cells, lines, misfits, structural)
