"""CSV to grid: the header's line and delimiter are searched, then everything is read strictly."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from models.contract import Contract
from pipelines.deliveries.decode import decode
from pipelines.deliveries.grid import Grid, Misfit
from pipelines.deliveries.header import (
    SEARCHED_LINES,
    Header,
    no_header,
    read_header,
    recognised,
)
from pipelines.deliveries.sentences import DeliveryRefusedError

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (";", ",", "\t")


def read_csv(data: bytes, contract: Contract) -> Grid:
    """The text cells of a CSV file; ``DeliveryRefusedError`` when it cannot be read as a whole."""
    text, encoding = decode(data)
    # newline="" keeps CRLF, LF and CR apart, so that mixed line ends count lines correctly.
    physical = io.StringIO(text, newline="").readlines()
    start, delimiter = _find_header(physical, contract)
    reader = csv.reader(iter(physical[start:]), delimiter=delimiter, strict=True)
    try:
        header = read_header(next(reader), contract)
        return _read_rows(reader, header, start, encoding)
    except csv.Error:
        # The message of the csv module may quote the data.
        raise DeliveryRefusedError("broken_quotes", line=start + reader.line_num) from None


def _find_header(physical: list[str], contract: Contract) -> tuple[int, str]:
    """Index of the physical line that names most columns, and the delimiter that shows them."""
    best = (0, 0, "")
    for index in range(min(SEARCHED_LINES, len(physical))):
        for delimiter in DELIMITERS:
            record = _first_record(physical, index, delimiter)
            score = recognised(record, contract)
            if score > best[0]:
                best = (score, index, delimiter)
    if best[0] == 0:
        raise no_header(contract)
    return best[1], best[2]


def _first_record(physical: list[str], index: int, delimiter: str) -> Sequence[str]:
    reader = csv.reader(islice(physical, index, None), delimiter=delimiter, strict=True)
    try:
        return next(reader, [])
    except csv.Error:  # a title line with a stray quotation mark is no header
        return []


def _read_rows(reader: Reader, header: Header, start: int, encoding: str) -> Grid:
    cells: list[list[str]] = []
    lines: list[int] = []
    misfits: list[Misfit] = []
    structural = start + 1
    line = start + reader.line_num
    for row in reader:
        # A record with quoted line breaks is named by the line it begins on.
        line, first = start + reader.line_num, line + 1
        if not any(map(str.strip, row)):
            structural += 1
        elif len(row) != header.width:
            misfits.append(Misfit(first, len(row), header.width))
        else:
            cells.append(row)
            lines.append(first)
    return Grid.of_rows(header, cells, lines, misfits, structural, encoding)
