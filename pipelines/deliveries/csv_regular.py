"""The fast way through a block of CSV: records counted by numpy and read by Arrow.

It only takes a block that the csv module would read alike, and leaves every other to it. Where each
record begins, how many fields it has and whether it is blank is known before Arrow sees a byte, so
that it has nothing left to decide.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.deliveries.csv_arrow import columns_of
from pipelines.deliveries.csv_header import Layout
from pipelines.deliveries.csv_lines import record_ends, unix_lines
from pipelines.deliveries.csv_marks import Marks, Positions, find_marks
from pipelines.deliveries.grid import BATCH_ROWS, Grid, Misfit

# Every byte, in UTF-8, of the characters that str.strip takes away.
_BLANK_BYTES = b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \xc2\xe1\xe2\xe3" + bytes(range(0x80, 0xC0))


@dataclass(frozen=True)
class RegularBlock:
    """A block of whole records.

    ``ends`` is the position behind each record's line end, ``fields`` the number of its fields,
    ``is_blank`` whether all of them are blank, ``lines_before`` the number of the block's physical
    lines up to its end (and 0 in front of the first one). ``has_quotes`` says whether a quotation
    mark quotes, ``rest`` is what follows the last record.
    """

    layout: Layout
    data: bytes
    ends: Positions
    fields: Positions
    is_blank: NDArray[np.bool_]
    has_quotes: bool
    lines_before: Positions
    line_ends: Counter[str]
    rest: bytes

    @classmethod
    def of(cls, block: bytes, layout: Layout) -> RegularBlock | None:
        """The records of a block that begins with one; None when the csv module has to judge."""
        data, line_ends = unix_lines(block)
        marks = None if data is None else find_marks(data, layout.delimiter)
        if data is None or marks is None or _is_doubtful(marks, layout):
            return None
        if marks.has_line_breaks or marks.used < len(data):
            line_ends = record_ends(block, marks.records)
        ends = marks.records + 1
        before = np.searchsorted(marks.delimiters, marks.records)
        lines = np.searchsorted(marks.lines, ends) if marks.has_line_breaks else None
        return cls(
            layout=layout,
            data=data,
            ends=ends,
            fields=np.diff(before, prepend=0) + 1,
            is_blank=_blank_records(data, ends, layout.delimiter),
            has_quotes=marks.has_quotes,
            lines_before=np.arange(len(ends) + 1) if lines is None else np.insert(lines, 0, 0),
            line_ends=line_ends,
            rest=data[marks.used :],
        )

    @property
    def lines(self) -> int:
        """How many physical lines the records have."""
        return int(self.lines_before[-1])

    def grids(self, line: int) -> Iterator[Grid]:
        """The rows in batches; ``line`` is the number of physical lines before this block."""
        header = self.layout.header
        fits = ~self.is_blank & (self.fields == header.width)
        for first in range(0, len(self.ends), BATCH_ROWS):
            after = min(first + BATCH_ROWS, len(self.ends))
            rows = first + np.flatnonzero(fits[first:after])
            wrong = first + np.flatnonzero(~self.is_blank[first:after] & ~fits[first:after])
            columns = self._columns(first, after, fits[first:after])
            lines = int(self.lines_before[after] - self.lines_before[first])
            yield Grid(
                columns={name: columns[place] for name, place in header.positions.items()},
                unknown={name: columns[place] for name, place in header.dimensions.items()},
                lines=(line + 1 + self.lines_before[rows]).astype(np.int32),
                misfits=[
                    Misfit(line + 1 + int(self.lines_before[i]), int(self.fields[i]), header.width)
                    for i in wrong
                ],
                structural=lines - len(rows) - len(wrong),
            )

    def _columns(
        self, first: int, after: int, fits: NDArray[np.bool_]
    ) -> dict[int, pa.DictionaryArray]:
        """The needed columns of the records that fit, by their position in the file."""
        start, ends = int(self.ends[first - 1]) if first else 0, self.ends[first:after]
        data = memoryview(self.data)[start : int(ends[-1])]
        if not fits.all():
            kept = np.repeat(fits, np.diff(ends, prepend=start))
            data = memoryview(np.frombuffer(data, np.uint8)[kept].tobytes())
        return columns_of(data, self.layout, self.has_quotes)


def _is_doubtful(marks: Marks, layout: Layout) -> bool:
    """Whether a field may be too long for the csv module, or may have swallowed whole lines."""
    longest = int(np.diff(marks.records, prepend=-1).max())
    return longest > csv.field_size_limit() or marks.swallowed >= max(1, layout.header.width - 1)


def _blank_records(data: bytes, ends: Positions, delimiter: str) -> NDArray[np.bool_]:
    """Which records have nothing but blank cells; only those that look blank are looked at."""
    characters = np.frombuffer(data, np.uint8)
    starts = np.concatenate(([0], ends[:-1]))
    may_be_blank = np.zeros(256, dtype=bool)
    may_be_blank[[*_BLANK_BYTES, *f'{delimiter}"'.encode()]] = True
    blank = may_be_blank[characters[starts]]
    for places in (starts + 1, starts + 2, ends - 2):
        blank &= may_be_blank[characters[np.clip(places, starts, ends - 1)]]
    for index in np.flatnonzero(blank):
        record = [data[starts[index] : ends[index]].decode()]
        blank[index] = not any(map(str.strip, next(csv.reader(record, delimiter=delimiter))))
    return blank
