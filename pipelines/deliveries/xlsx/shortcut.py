"""Rows in the form that nearly all programs write, read without a parser of XML.

It is many times as fast as going through the markup element by element. It takes a row only when it
understands every byte of it, and leaves any other to ``markup``: a row with a formula, an entity,
rich text, another order of attributes or white space between its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.cells import CellTexts
from pipelines.deliveries.xlsx.rows import MAXIMUM_ROWS, SheetRow, column_position

_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]+="[^"<>&]*")*) ?(/?)>')
_ROW_ENDS, _CELL_BEGINS = b"</row>", b'<c r="'
# Text without markup. A carriage return is left to the parser, which makes it a line end, and so is
# the byte that begins U+FFFE and U+FFFF, which XML cannot hold.
_TEXT = rb"([^<&>\x00-\x08\x0b-\x1f\xef]*)"
_AFTER_REFERENCE = re.compile(
    rb'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")? ?'
    rb"(?:/>|>(?:<v>" + _TEXT + rb"</v>"
    rb'|<is><t(?: xml:space="preserve")?>' + _TEXT + rb"</t></is>)?</c>)"
)
_HIDDEN = re.compile(rb' hidden="(?:1|true|on)"')
_REMEMBERED, _REMEMBERED_LAYOUTS = 200_000, 256


class _UnusualCellError(Exception):
    """A cell that is left to the parser."""


class _Cells(dict[bytes, str]):
    """The text of every cell that was met, by its bytes without its reference."""

    def __init__(self, texts: CellTexts, struck: set[int]) -> None:
        super().__init__()
        self.struck: set[bytes] = set()
        self._texts, self._styles = texts, {str(style).encode() for style in struck}

    def __missing__(self, cell: bytes) -> str:
        shape = _AFTER_REFERENCE.fullmatch(cell)
        if shape is None:
            raise _UnusualCellError
        style, cell_type, value, inline = shape.groups(b"")
        text = self._texts[cell_type, style, value or inline]
        if len(self) >= _REMEMBERED:
            self.clear()
            self.struck.clear()
        if text and style in self._styles:
            self.struck.add(cell)
        self[cell] = text
        return text


class Shortcut:
    """Reads rows of the usual form from the bytes between ``<sheetData>`` and its end."""

    def __init__(self, texts: CellTexts, struck: set[int]) -> None:
        """Take what the cells refer to."""
        self._cells = _Cells(texts, struck)
        self._has_struck = bool(struck)
        self._letters: tuple[bytes, ...] = ()
        self._positions: tuple[int, ...] = ()
        self._layouts: dict[tuple[bytes, ...], tuple[int, ...]] = {}

    def rows(
        self, block: bytes, start: int, end: int, above: int
    ) -> Iterator[tuple[SheetRow, int]]:
        """Each row from ``start`` on and where it ends, as long as the form is the usual one.

        Bytes from ``end`` on are not looked at; ``above`` is the number of the row before.
        """
        while (match := _ROW.match(block, start, end)) is not None:
            begins = ends = start = match.end()
            if not match[3]:
                ends = block.find(_ROW_ENDS, begins, end)
                if ends < 0:
                    return
                start = ends + len(_ROW_ENDS)
            row = self._row(match[1], match[2], block[begins:ends])
            if row is None:
                return
            if not above < row.number <= MAXIMUM_ROWS:
                raise DeliveryRefusedError("broken_excel")
            above = row.number
            yield row, start

    def _row(self, number: bytes, attributes: bytes, content: bytes) -> SheetRow | None:
        is_hidden = bool(attributes) and bool(_HIDDEN.search(attributes))
        before, *pieces = content.split(_CELL_BEGINS)
        if before:
            return None
        if not pieces:
            return SheetRow(int(number), (), [], is_hidden, False)
        references, _, cells = zip(*[piece.partition(b'"') for piece in pieces], strict=True)
        positions = self._places(references, number)
        if positions is None:
            return None
        try:
            texts = list(map(self._cells.__getitem__, cells))
        except _UnusualCellError:
            return None
        is_struck = self._has_struck and not self._cells.struck.isdisjoint(cells)
        return SheetRow(int(number), positions, texts, is_hidden, is_struck)

    def _places(self, references: tuple[bytes, ...], number: bytes) -> tuple[int, ...] | None:
        """The positions of a row's columns, or None when they do not go from left to right.

        Most rows have the columns of the row above, nearly all those of some row before.
        """
        if [letters + number for letters in self._letters] == list(references):
            return self._positions
        found = tuple([reference.removesuffix(number) for reference in references])
        positions = self._layouts.get(found)
        if positions is None:
            if not all(letters.isalpha() and letters.isupper() for letters in found):
                return None
            positions = tuple(map(column_position, found))
            if not all(left < right for left, right in pairwise(positions)):
                return None
            if len(self._layouts) < _REMEMBERED_LAYOUTS:
                self._layouts[found] = positions
        self._letters, self._positions = found, positions
        return positions
