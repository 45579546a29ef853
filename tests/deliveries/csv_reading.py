"""A CSV file read in the simplest way that is right: whole, by the csv module alone.

The reader of the project must find the same, in however small blocks it reads.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field

from models.contract import Contract
from pipelines.deliveries.csv_lines import check_swallowed_lines
from pipelines.deliveries.grid import Grid, Misfit, Reading
from pipelines.deliveries.header import is_row, no_header, read_header, recognised
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.tabular import read_csv

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", re.ASCII)


@dataclass
class Found:
    """What was found in a file: its rows with their lines, and what is no row."""

    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    structural: int = 0
    refused: str | None = None
    notes: Counter[str] = field(default_factory=Counter)


def physical_lines(text: str) -> int:
    """How many lines a text has, found without the reader or the csv module."""
    return len(LINE.findall(text))


def streamed(text: str | bytes, contract: Contract, block_bytes: int) -> Found:
    """What the project's reader finds."""
    found = Found()
    try:
        reading = reading_of(text, contract, block_bytes)
        for grid in reading.batches:
            add(found, grid)
    except DeliveryRefusedError as refused:
        return Found(refused=refused.sentence.en)
    return found


def reading_of(text: str | bytes, contract: Contract, block_bytes: int = 1 << 20) -> Reading:
    """The reading of a text in UTF-8, or of bytes."""
    data = text.encode() if isinstance(text, str) else text
    return read_csv(io.BytesIO(data), contract, block_bytes=block_bytes)


def add(found: Found, grid: Grid) -> None:
    """Add a batch to what was found."""
    columns = [grid.columns[name] for name in sorted(grid.columns)]
    columns += [grid.unknown[name] for name in sorted(grid.unknown)]
    assert all(len(column) == len(grid.lines) for column in columns)
    cells = [column.cast("string").to_pylist() for column in columns]
    found.rows += list(zip(grid.lines.tolist(), zip(*cells, strict=True), strict=True))
    found.misfits += grid.misfits
    found.structural += grid.structural
    found.notes += grid.notes


def read_whole(text: str, contract: Contract) -> Found:
    """What the csv module finds; what a header is, is asked of the project."""
    lines = io.StringIO(text.lstrip("\ufeff"), newline="").readlines()
    best = (0, 0, ";")
    for index in range(min(20, len(lines))):
        for delimiter in ";,\t":
            score = recognised(first_record(lines[index:], delimiter), contract)
            best = (score, index, delimiter) if score > best[0] else best
    score, start, delimiter = best
    try:
        if not score:
            raise no_header(contract)
        cells = first_record(lines[start:], delimiter)
        check_swallowed_lines(cells, delimiter, len(cells), start + 1)
        header = read_header(cells, contract)
        if any(is_row(first_record(lines[i:], delimiter), header, contract) for i in range(start)):
            raise DeliveryRefusedError("rows_above_header", line=start + 1)
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        return read_records(reader, start, delimiter, contract)
    except DeliveryRefusedError as refused:
        return Found(refused=refused.sentence.en)


def first_record(lines: list[str], delimiter: str) -> list[str]:
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []


def read_records(reader, start: int, delimiter: str, contract: Contract) -> Found:  # type: ignore[no-untyped-def]
    header = read_header(next(reader), contract)
    order = [header.positions[name] for name in sorted(header.positions)]
    order += [header.dimensions[name] for name in sorted(header.dimensions)]
    after = start + reader.line_num
    found = Found(structural=after)
    while True:
        first = after + 1
        try:
            row = next(reader, None)
        except csv.Error:
            raise DeliveryRefusedError("broken_quotes", line=first) from None
        if row is None:
            return found
        after = start + reader.line_num
        check_swallowed_lines(row, delimiter, header.width, first)
        found.structural += after - first
        if not any(cell.strip() for cell in row):
            found.structural += 1
        elif len(row) != header.width:
            found.misfits.append(Misfit(first, len(row), header.width))
        else:
            found.rows.append((first, tuple(row[place] for place in order)))
