"""Excel to batches: the one sheet that has the header, every row of it and nothing guessed.

How an xlsx file looks inside is known in ``pipelines.deliveries.xlsx`` only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from models.contract import Contract
from pipelines.deliveries.grid import BATCH_ROWS, Grid, Misfit, Reading
from pipelines.deliveries.header import (
    SEARCHED_LINES,
    Header,
    is_row,
    no_header,
    read_header,
    recognised,
)
from pipelines.deliveries.marked import without_marks
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.merged import check_merged
from pipelines.deliveries.xlsx.opened import OpenedWorkbook
from pipelines.deliveries.xlsx.sheet import SheetReader
from pipelines.deliveries.xlsx.workbook import Sheet


def read_excel(file: BinaryIO, contract: Contract) -> Reading:
    """A workbook whose header has been found; ``DeliveryRefusedError`` when there is none."""
    try:
        workbook = OpenedWorkbook(file)
        found, notes = find_sheet(workbook, contract)
    except DeliveryRefusedError:
        raise
    except Exception:
        # Zip, XML and numbers from elsewhere fail in many ways; none of them may quote a cell.
        raise DeliveryRefusedError("broken_excel") from None
    return Reading(
        encoding=None,
        columns_ignored=found.header.ignored,
        batches=_refusing(_batches(workbook.reader(found.sheet), found, notes)),
        absent=found.header.absent,
    )


@dataclass(frozen=True)
class FoundSheet:
    """A sheet with the whole header: in which line, and whether any row stands below it."""

    sheet: Sheet
    header: Header
    line: int
    lines_above: int
    has_rows: bool


def find_sheet(workbook: OpenedWorkbook, contract: Contract) -> tuple[FoundSheet, Counter[str]]:
    """The one visible sheet with header and rows, and what is to be noted about the others.

    What nobody sees is not what was meant to be delivered: a hidden sheet is never read.
    """
    found: list[FoundSheet] = []
    hidden: list[FoundSheet] = []
    best: tuple[int, DeliveryRefusedError] = (0, no_header(contract))
    for sheet in workbook.sheets:
        score, one = _search(workbook.reader(sheet), sheet, contract)
        if isinstance(one, FoundSheet):
            (hidden if sheet.is_hidden else found).append(one)
        elif score > best[0] and not sheet.is_hidden:
            best = (score, one)
    if not found:
        raise DeliveryRefusedError("hidden_sheet") if hidden else best[1]
    filled = [one for one in found if one.has_rows]
    if len(filled) > 1:
        numbers = ", ".join(str(one.sheet.number) for one in filled)
        raise DeliveryRefusedError("several_sheets", sheets=numbers)
    chosen = (filled or found)[0]
    first = next(sheet for sheet in workbook.sheets if not sheet.is_hidden)
    notes = Counter(
        other_sheet=int(chosen.sheet is not first),
        hidden_sheet_left_out=len(hidden),
        lines_above_header=chosen.lines_above,
        no_rows=int(not chosen.has_rows),
    )
    return chosen, +notes


def _search(
    reader: SheetReader, sheet: Sheet, contract: Contract
) -> tuple[int, FoundSheet | DeliveryRefusedError]:
    """The row among the first that names most columns, with that number; or why it is no header."""
    head: dict[int, list[str]] = {}
    rows = reader.rows()
    has_more = False
    for row in rows:
        texts = [without_marks(text) for text in row.filled()]
        if row.number > SEARCHED_LINES:
            has_more = bool(row.filled()) or any(later.filled() for later in rows)
            break
        if texts:
            head[row.number] = texts
    scores = {line: recognised(texts, contract) for line, texts in head.items()}
    line = max(scores, key=lambda line: (scores[line], -line), default=0)
    if not scores.get(line):
        return 0, no_header(contract)
    try:
        header = read_header(head[line], contract)
    except DeliveryRefusedError as refused:
        return scores[line], refused
    if not sheet.is_hidden and any(
        is_row(texts, header, contract) for number, texts in head.items() if number < line
    ):
        raise DeliveryRefusedError("rows_above_header", line=line)
    return scores[line], FoundSheet(
        sheet=sheet,
        header=header,
        line=line,
        lines_above=sum(number < line for number in head),
        has_rows=has_more or any(number > line for number in head),
    )


def _batches(reader: SheetReader, found: FoundSheet, notes: Counter[str]) -> Iterator[Grid]:
    """All rows below the header; blank ones are counted as far as the last that is not."""
    header, last = found.header, found.line
    structural = found.line
    cells: list[tuple[str, ...]] = []
    lines: list[int] = []
    misfits: list[Misfit] = []
    for row in reader.rows():
        texts = row.filled() if row.number > found.line else []
        if not texts:
            continue
        structural += row.number - last - 1
        last = row.number
        notes["hidden_rows"] += row.is_hidden
        notes["struck_out_rows"] += row.is_struck
        if len(texts) > header.width:
            misfits.append(Misfit(last, len(texts), header.width))
            continue
        # A tuple of texts is soon left alone by the garbage collector, a list never.
        cells.append((*texts, *[""] * (header.width - len(texts))))
        lines.append(last)
        if len(lines) == BATCH_ROWS:
            yield Grid.of_rows(header, cells, lines, misfits, structural, +notes, reader.position)
            cells, lines, misfits, structural = [], [], [], 0
            notes.clear()
    check_merged(reader.merged, found.line, last, header.width)
    taken = header.positions.values()
    notes["hidden_columns"] = sum(
        any(position in columns for columns in reader.hidden_columns) for position in taken
    )
    yield Grid.of_rows(header, cells, lines, misfits, structural, +notes, 1.0)


def _refusing(batches: Iterator[Grid]) -> Iterator[Grid]:
    """The same batches; a file that breaks off on the way is refused without quoting it."""
    try:
        yield from batches
    except DeliveryRefusedError:
        raise
    except Exception:
        raise DeliveryRefusedError("broken_excel") from None
