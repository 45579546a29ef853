"""Where the records and fields of a block of CSV end, found for all of them at once by numpy.

Only a block whose quotation marks are where strict rules want them has an answer: each quoted field
begins behind a delimiter or a line end and ends before one, and inside it the mark is doubled; or
no field begins with a mark, so that all of them are text, as in ``12" pipe``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_QUOTE, _LINE_FEED, _RETURN = ord('"'), ord("\n"), ord("\r")

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Marks:
    """Positions in a block.

    ``lines`` are those of all LF, ``records`` of the LF that end a record; ``delimiters`` stand
    between fields. ``swallowed`` is the largest number of delimiters in a line that continues a
    quoted field. ``used`` is the length of the block up to the end of its last whole record.
    ``has_quotes`` says whether any field is quoted.
    """

    lines: Positions
    records: Positions
    delimiters: Positions
    swallowed: int
    used: int
    has_quotes: bool

    @property
    def has_line_breaks(self) -> bool:
        """Whether some record goes over several lines."""
        return len(self.lines) > len(self.records)


def find_marks(data: bytes, delimiter: str) -> Marks | None:
    """The marks of a block that ends with LF; None when the csv module has to judge."""
    characters = np.frombuffer(data, np.uint8)
    is_line, is_delimiter = characters == _LINE_FEED, characters == ord(delimiter)
    if b'"' in data:
        is_quote = characters == _QUOTE
        if is_quote[0] or (is_quote[1:] & (is_line | is_delimiter)[:-1]).any():
            return _quoted(characters, is_line, is_delimiter, is_quote)
    lines = np.flatnonzero(is_line)
    return Marks(lines, lines, np.flatnonzero(is_delimiter), 0, len(data), has_quotes=False)


def _quoted(
    characters: NDArray[np.uint8], is_line: Flags, is_delimiter: Flags, is_quote: Flags
) -> Marks | None:
    # Every second quotation mark opens; a doubled one inside a field closes and opens again.
    is_inside = (np.cumsum(is_quote, dtype=np.uint8) & 1).astype(bool)
    records = np.flatnonzero(is_line & ~is_inside)
    used = int(records[-1]) + 1 if len(records) else 0
    if not used:
        return None
    # What is left of a last record goes on in the next block.
    characters, is_line, is_delimiter = characters[:used], is_line[:used], is_delimiter[:used]
    is_quote, is_inside = is_quote[:used], is_inside[:used]
    # CR is one of a CR LF: a block that has quotes and CR alone does not come here.
    is_edge = is_line | is_delimiter | is_quote | (characters == _RETURN)
    opens_late = (is_quote & is_inside)[1:] & ~is_edge[:-1]
    closes_early = (is_quote & ~is_inside)[:-1] & ~is_edge[1:]
    if opens_late.any() or closes_early.any():
        return None
    lines = np.flatnonzero(is_line) if (is_line & is_inside).any() else records
    return Marks(
        lines=lines,
        records=records,
        delimiters=np.flatnonzero(is_delimiter & ~is_inside),
        swallowed=_swallowed(lines, is_delimiter & is_inside, is_inside),
        used=used,
        has_quotes=True,
    )


def _swallowed(lines: Positions, is_text: Flags, is_inside: Flags) -> int:
    """The most delimiters inside quotes in a line that begins inside quotes."""
    counts = np.diff(np.searchsorted(np.flatnonzero(is_text), lines))
    return int(counts[is_inside[lines[:-1]]].max(initial=0))
