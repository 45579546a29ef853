"""The exact way through a block of CSV: Python's csv module, which knows where a record ends.

It reads what the fast way leaves: quoted line breaks, quotation marks inside a field, and all that
is wrong with them. It begins and ends at the border of a record, so that none is ever guessed.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator

from pipelines.deliveries.csv_header import Layout
from pipelines.deliveries.csv_lines import check_swallowed_lines, line_end
from pipelines.deliveries.grid import BATCH_ROWS, Grid, Misfit
from pipelines.deliveries.sentences import DeliveryRefusedError


class _Feed:
    """The physical lines of one block, and of those after it while a record goes on."""

    def __init__(self, block: bytes, more: Iterator[bytes]) -> None:
        self._more = more
        self._lines = self._split(block)
        self._next: str | None = next(self._lines, None)
        self.last = ""

    @property
    def is_used_up(self) -> bool:
        """Whether the last line that was handed out is the last one of a block."""
        return self._next is None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._next is None:
            self._lines = self._split(next(self._more))
            self._next = next(self._lines)
        self.last = self._next
        self._next = next(self._lines, None)
        return self.last

    @staticmethod
    def _split(block: bytes) -> Iterator[str]:
        # newline="" keeps the line ends, and knows no others than CR LF, LF and CR.
        return iter(io.StringIO(block.decode(), newline=""))


def read_strictly(
    block: bytes, more: Iterator[bytes], line: int, layout: Layout, line_ends: Counter[str]
) -> Generator[Grid, None, int]:
    """The records of a block in batches; returns the number of physical lines before what is left.

    ``line`` is the number of lines before the block. A record that goes on takes blocks from
    ``more``. The line ends of the records are counted in ``line_ends``. ``DeliveryRefusedError``
    when the quotation marks do not match.
    """
    feed = _Feed(block, more)
    reader = csv.reader(feed, delimiter=layout.delimiter, strict=True)
    header, before = layout.header, line
    rows: list[list[str]] = []
    lines: list[int] = []
    misfits: list[Misfit] = []
    structural = 0
    while not feed.is_used_up:
        first = line + 1  # a record with quoted line breaks is named by the line it begins on
        try:
            row = next(reader)
        except csv.Error:  # its message may quote the data
            raise DeliveryRefusedError("broken_quotes", line=first) from None
        line = before + reader.line_num
        if line > first:
            check_swallowed_lines(row, layout.delimiter, header.width, first)
            structural += line - first
        line_ends[line_end(feed.last)] += 1
        if not any(map(str.strip, row)):
            structural += 1
        elif len(row) != header.width:
            misfits.append(Misfit(first, len(row), header.width))
        else:
            rows.append(row)
            lines.append(first)
        if len(rows) + len(misfits) >= BATCH_ROWS:
            yield Grid.of_rows(header, rows, lines, misfits, structural)
            rows, lines, misfits, structural = [], [], [], 0
    yield Grid.of_rows(header, rows, lines, misfits, structural)
    return line
