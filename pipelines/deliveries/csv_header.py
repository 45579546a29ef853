"""Where a CSV file's table begins: the line and the delimiter that show the contract's columns."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from models.contract import Contract
from pipelines.deliveries.csv_lines import Blocks, check_swallowed_lines, line_end, split_lines
from pipelines.deliveries.header import (
    SEARCHED_LINES,
    Header,
    is_row,
    no_header,
    normal_form,
    read_header,
    recognised,
)
from pipelines.deliveries.sentences import DeliveryRefusedError

DELIMITERS = (";", ",", "\t")
# A record whose quotation marks do not end for so long is no header.
_MAXIMUM_HEADER_BYTES = 4 << 20


@dataclass(frozen=True)
class Layout:
    """How the records of one file are laid out."""

    header: Header
    delimiter: str


@dataclass(frozen=True)
class Opening:
    """The beginning of a file up to its header, and what follows it.

    ``lines`` is the number of physical lines up to the header's last one; ``rest`` holds all other
    lines in blocks, ``line_ends`` counts those of the records so far.
    """

    layout: Layout
    lines: int
    rest: Blocks
    notes: Counter[str] = field(default_factory=Counter)
    line_ends: Counter[str] = field(default_factory=Counter)


class _Lines:
    """The first lines of a text, which are only taken from its blocks when they are asked for."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._taken: list[bytes] = []
        self._bytes = 0

    def line(self, index: int) -> str | None:
        """One line with its line end, or None after the last."""
        while index >= len(self._taken) and self._bytes < _MAXIMUM_HEADER_BYTES:
            block = next(self._blocks, None)
            if block is None:
                return None
            self._taken += split_lines(block)
            self._bytes += len(block)
        return self._taken[index].decode() if index < len(self._taken) else None

    def starting(self, index: int) -> Iterator[str]:
        """The lines from one on."""
        while (line := self.line(index)) is not None:
            yield line
            index += 1

    def rest(self, index: int) -> Iterator[bytes]:
        """Everything from a line on, as blocks again."""
        if left := b"".join(self._taken[index:]):
            yield left
        yield from self._blocks


@dataclass(frozen=True)
class _Candidate:
    """A record that may be the header: how many columns it names, and where it stands."""

    score: int
    first: int
    after: int
    delimiter: str
    cells: list[str]


def find_header(blocks: Iterator[bytes], contract: Contract) -> Opening:
    """The record within the first lines that names most columns of the contract.

    ``blocks`` are whole lines of UTF-8. ``DeliveryRefusedError`` when no line names a column, when
    the header lacks one or names one twice, or when rows stand above it.
    """
    lines = _Lines(blocks)
    best = _Candidate(0, 0, 0, "", [])
    for index in range(SEARCHED_LINES):
        if lines.line(index) is None:
            break
        for delimiter in DELIMITERS:
            candidate = _candidate(lines, index, delimiter, contract)
            best = candidate if candidate.score > best.score else best
    if best.score == 0:
        raise no_header(contract)
    check_swallowed_lines(best.cells, best.delimiter, len(best.cells), best.first + 1)
    layout = Layout(read_header(best.cells, contract), best.delimiter)
    above = list(islice(lines.starting(0), best.first))
    for index in range(best.first):
        if is_row(
            _candidate(lines, index, best.delimiter, contract).cells, layout.header, contract
        ):
            raise DeliveryRefusedError("rows_above_header", line=best.first + 1)
    return Opening(
        layout=layout,
        lines=best.after,
        rest=Blocks(lines.rest(best.after)),
        notes=_notes(above),
        line_ends=Counter(map(line_end, [*above, lines.line(best.after - 1) or ""])),
    )


def _candidate(lines: _Lines, index: int, delimiter: str, contract: Contract) -> _Candidate:
    reader = csv.reader(lines.starting(index), delimiter=delimiter, strict=True)
    try:
        cells = next(reader, [])
    except csv.Error:  # a title line with a stray quotation mark is no header
        return _Candidate(0, index, index, delimiter, [])
    score = recognised(cells, contract)
    return _Candidate(score, index, index + reader.line_num, delimiter, cells)


def _notes(above: list[str]) -> Counter[str]:
    """What stands above the header: Excel's line that names the separator, and titles."""
    told = [normal_form(line).strip('"') for line in above]
    separators = sum(line.startswith("sep=") and len(line) <= len("sep=;") for line in told)
    titles = sum(bool(line.strip(";,\t ")) for line in told) - separators
    return +Counter({"separator_line": separators, "lines_above_header": titles})
