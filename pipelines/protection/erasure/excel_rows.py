"""Excel without certain persons: a new workbook that has the sheets' rows and nothing else.

Whatever could keep a copy of a cell is left behind: shared strings, comments, formulas, pivot
caches, filters, lists of allowed values, drawings and the document's properties. What loading
reads is the same: cells, their formats, hidden rows, columns and sheets, merged ranges.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from models.contract import Contract
from pipelines.deliveries.excel import FoundSheet, find_sheet
from pipelines.deliveries.xlsx.archive import Archive
from pipelines.deliveries.xlsx.opened import OpenedWorkbook
from pipelines.deliveries.xlsx.rows import SheetRow
from pipelines.deliveries.xlsx.strings import shared_strings
from pipelines.deliveries.xlsx.workbook import Sheet, read_workbook
from pipelines.protection.erasure.excel_package import write_package
from pipelines.protection.erasure.excel_sheet import SheetCopy
from pipelines.protection.erasure.wanted import Wanted


def rewrite_excel(file: BinaryIO, new: BinaryIO, contract: Contract, wanted: Wanted) -> int:
    """Write the workbook without the rows of the persons; the number of rows left out.

    In the sheet that is loaded a row is a person's by the contract's columns; in another sheet by
    any cell. A number in the text of another cell becomes ``[CPR]``. The other rows keep their
    numbers, so that what was told about a line stays true.
    """
    workbook = OpenedWorkbook(file)
    found, _ = find_sheet(workbook, contract)
    archive = Archive(file)
    described = read_workbook(archive)
    part = described.shared_strings
    has_strings = part is not None and part in archive
    strings = shared_strings(archive.open_small(part)) if part and has_strings else []
    copies: list[SheetCopy] = []

    def copied(sheet: Sheet) -> Iterator[bytes]:
        first = found.line + 1 if sheet.number == found.sheet.number else 1
        copy = SheetCopy(
            strings, wanted, _rows(workbook, sheet, found, contract, wanted), first,
            recalculates=described.recalculates,
        )  # fmt: skip
        copies.append(copy)
        with archive.open(sheet.part) as stream:
            yield from copy.pieces(stream)

    styles = None
    if described.styles and described.styles in archive:
        with archive.open_small(described.styles) as stream:
            styles = stream.read()
    write_package(new, described, styles, copied)
    return sum(len(copy.left_out) for copy in copies)


def _rows(
    workbook: OpenedWorkbook,
    sheet: Sheet,
    found: FoundSheet,
    contract: Contract,
    wanted: Wanted,
) -> set[int]:
    """The numbers of the rows that are a person's."""
    is_loaded = sheet.number == found.sheet.number
    return {
        row.number
        for row in workbook.reader(sheet).rows()
        if not (is_loaded and row.number <= found.line)
        and _is_meant(row, found if is_loaded else None, contract, wanted)
    }


def _is_meant(row: SheetRow, found: FoundSheet | None, contract: Contract, wanted: Wanted) -> bool:
    texts = row.filled()
    # In a row that is too wide nobody knows which cell is in which column.
    if found is None or len(texts) > found.header.width:
        return any(map(wanted.is_cell, texts))
    places = [found.header.positions.get(column.name) for column in contract.numbers]
    cells = [texts[place] for place in places if place is not None and place < len(texts)]
    return any(wanted.is_cell(cell) or wanted.is_in(cell) for cell in cells)
