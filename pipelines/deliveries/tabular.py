"""CSV to batches: the header's line and delimiter are searched, then everything is read strictly.

Each block of lines takes the fast way when that is certain to give what the exact way would give,
and the exact way otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

import pyarrow as pa

from models.contract import Contract
from pipelines.deliveries.byte_source import ByteSource
from pipelines.deliveries.csv_header import Opening, find_header
from pipelines.deliveries.csv_lines import whole_lines
from pipelines.deliveries.csv_regular import RegularBlock
from pipelines.deliveries.csv_strict import read_strictly
from pipelines.deliveries.decode import Encoding, find_encoding, utf8_blocks
from pipelines.deliveries.grid import Grid, Reading
from pipelines.deliveries.sentences import DeliveryRefusedError

# Measured: smaller blocks cost more calls, larger ones leave the processor's cache.
BLOCK_BYTES = 2 << 20


def read_csv(
    file: BinaryIO, contract: Contract, is_packed: bool = False, block_bytes: int = BLOCK_BYTES
) -> Reading:
    """Understand a CSV file's header; ``DeliveryRefusedError`` when it cannot be read as a whole.

    ``is_packed`` for gzip.
    """
    source = ByteSource(file, is_packed)
    encoding = find_encoding(source)
    text = utf8_blocks(source, encoding, block_bytes)
    with _unchanged():
        opening = find_header(whole_lines(text), contract)
    return Reading(
        encoding=encoding.name,
        columns_ignored=opening.layout.header.ignored,
        batches=_batches(source, encoding, opening),
        absent=opening.layout.header.absent,
    )


def _batches(source: ByteSource, encoding: Encoding, opening: Opening) -> Iterator[Grid]:
    """The batches with what belongs to the file as a whole: its beginning, its end, its notes."""
    structural, notes = opening.lines, _encoding_notes(encoding) + opening.notes
    has_rows = False
    with _unchanged():
        for grid in _pieces(opening):
            structural += grid.structural
            if len(grid.lines) or grid.misfits:
                yield replace(grid, structural=structural, notes=notes, position=source.position)
                structural, notes, has_rows = 0, Counter(), True
    notes = notes + _final_notes(opening.line_ends, has_rows)
    if structural or notes:
        header = opening.layout.header
        yield Grid.of_rows(header, [], [], [], structural, notes, position=1.0)


@contextmanager
def _unchanged() -> Iterator[None]:
    """Refuse bytes that are no longer those whose encoding was found."""
    try:
        yield
    except (UnicodeDecodeError, pa.ArrowInvalid):  # their messages may quote the data
        raise DeliveryRefusedError("invalid_bytes") from None


def _pieces(opening: Opening) -> Iterator[Grid]:
    """The rows of each block, read the way that suits it."""
    line = opening.lines
    for block in opening.rest:
        line = yield from _piece(block, line, opening)


def _piece(block: bytes, line: int, opening: Opening) -> Generator[Grid, None, int]:
    regular = RegularBlock.of(block, opening.layout)
    if regular is None:
        return (
            yield from read_strictly(block, opening.rest, line, opening.layout, opening.line_ends)
        )
    opening.rest.give_back(regular.rest)
    opening.line_ends.update(regular.line_ends)
    yield from regular.grids(line)
    return line + regular.lines


def _encoding_notes(encoding: Encoding) -> Counter[str]:
    noted = {"windows-1252": "windows_1252", "utf-16": "utf_16"}
    rules = [noted[encoding.name]] if encoding.name in noted else []
    return Counter([*rules, *(["byte_order_mark"] if encoding.has_doubled_mark else [])])


def _final_notes(line_ends: Counter[str], has_rows: bool) -> Counter[str]:
    """What is only known at the end; the line ends that differ from most are counted."""
    counts = [count for end, count in line_ends.items() if end]
    others = sum(counts) - max(counts, default=0)
    return +Counter({"mixed_line_ends": others, "no_rows": 0 if has_rows else 1})
