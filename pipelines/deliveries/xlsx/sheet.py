"""A worksheet as a stream of rows."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import IO

from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.cells import CellTexts
from pipelines.deliveries.xlsx.markup import SheetMarkup
from pipelines.deliveries.xlsx.rows import SheetRow
from pipelines.deliveries.xlsx.shortcut import Shortcut

_CHUNK = 1 << 20
_LONGEST_ROW = 16 << 20  # bytes: 16,384 columns of a thousand characters
_MAXIMUM_CELLS = 50_000_000  # a full sheet of 45 columns has 47 million
_ROWS_BEGIN, _ROW_ENDS = b"<sheetData>", b"</row>"
# Where a comment, CDATA or a processing instruction begins, bytes that look like a row may be none.
_NOT_ONLY_ELEMENTS = re.compile(rb"<[!?]")
_DECLARATION = re.compile(rb'(?:\xef\xbb\xbf)?<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?'
                          rb'(?: standalone="(?:yes|no)")? ?\?>\s*')  # fmt: skip


class SheetReader:
    """Reads one sheet; what stands behind its rows (``merged``) is known when all are read."""

    def __init__(
        self,
        stream: IO[bytes],
        size: int,
        texts: CellTexts,
        struck: set[int],
        *,
        recalculates: bool,
    ) -> None:
        """Take the sheet's part with its unpacked size in bytes, and what its cells refer to."""
        self._stream, self._size = stream, size
        self._markup = SheetMarkup(texts, struck, recalculates=recalculates)
        self._shortcut = Shortcut(texts, struck)
        self._may_shorten = False
        self._read = 0

    @property
    def merged(self) -> list[str]:
        """The merged ranges that were met, as ``A1:B2``."""
        return self._markup.merged

    @property
    def hidden_columns(self) -> list[range]:
        """The ranges of positions of the hidden columns."""
        return self._markup.hidden_columns

    @property
    def position(self) -> float:
        """The share of the sheet that has been read, 0 to 1."""
        return min(1.0, self._read / max(1, self._size))

    def rows(self) -> Iterator[SheetRow]:
        """All rows that have an entry in the file, in order; blank ones may be among them."""
        cells = 0
        for rows in self._batches():
            for row in rows:
                cells += len(row.texts)
                if cells > _MAXIMUM_CELLS:
                    raise DeliveryRefusedError("too_many_cells", limit=f"{_MAXIMUM_CELLS:_}")
                yield row

    def _batches(self) -> Iterator[list[SheetRow]]:
        left = yield from self._block(self._head())
        while chunk := self._next():
            left = yield from self._block(left + chunk)
        self._markup.feed(left, is_last=True)
        yield self._markup.taken()

    def _next(self) -> bytes:
        chunk = self._stream.read(_CHUNK)
        self._read += len(chunk)
        return chunk

    def _head(self) -> bytes:
        """Parse what stands before the rows; the bytes after it that were read along."""
        chunk = self._next()
        head, found, left = chunk.partition(_ROWS_BEGIN)
        self._markup.feed(head + found)
        declaration = _DECLARATION.match(head)
        rest = head[declaration.end() :] if declaration else head
        is_plain = not _NOT_ONLY_ELEMENTS.search(rest)
        self._may_shorten = is_plain and self._markup.is_between_rows
        return left

    def _block(self, block: bytes) -> Generator[list[SheetRow], None, bytes]:
        """The rows that end in the block; returns what is left of it."""
        start = 0
        last_row_end = block.rfind(_ROW_ENDS) + len(_ROW_ENDS)
        if last_row_end < len(_ROW_ENDS) and len(block) > _LONGEST_ROW:
            self._may_shorten = False  # nothing is kept for a row that never ends
        while self._may_shorten and start + len(_ROW_ENDS) <= last_row_end:
            rows: list[SheetRow] = []
            above = self._markup.number
            for row, end in self._shortcut.rows(block, start, last_row_end, above):
                rows.append(row)
                start = end
            if rows:
                self._markup.number = rows[-1].number
                yield rows
            if start + len(_ROW_ENDS) <= last_row_end:
                end = block.index(_ROW_ENDS, start) + len(_ROW_ENDS)
                self._feed(block[start:end])
                yield self._markup.taken()
                start = end
        if self._may_shorten:
            return block[start:]
        self._markup.feed(block[start:])
        yield self._markup.taken()
        return b""

    def _feed(self, piece: bytes) -> None:
        """Parse up to the end of a row in full, and see whether the next may be shortened."""
        self._markup.feed(piece)
        is_plain = not _NOT_ONLY_ELEMENTS.search(piece)
        self._may_shorten = is_plain and self._markup.is_between_rows
