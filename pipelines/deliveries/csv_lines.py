"""The physical lines of a CSV text: what ends one, and blocks of text that end with one.

A line ends with LF, CR LF or CR alone and with nothing else; ``str.splitlines`` would also stop at
characters that stand inside texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.deliveries.sentences import DeliveryRefusedError

# One cell may hold 131,072 characters (the csv module's limit); no header has more than this.
MAXIMUM_LINE_BYTES = 16 << 20
_LINE_BREAK = re.compile("\r\n|\r|\n")


class Blocks(Iterator[bytes]):
    """Blocks of whole lines, of which the last lines can be given back to come with the next."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        """Take over the blocks."""
        self._blocks = blocks
        self._rest = b""

    def __next__(self) -> bytes:
        """The next block, with what was given back in front of it."""
        block, self._rest = self._rest + next(self._blocks, b""), b""
        if not block:
            raise StopIteration
        return block

    def give_back(self, rest: bytes) -> None:
        """Lines that go on in the next block."""
        self._rest = rest


def whole_lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same text in blocks that end at a line end; only the last one may lack it.

    ``DeliveryRefusedError`` for a line so long that it would have to be held in memory.
    """
    rest: list[bytes] = []
    for block in blocks:
        # A CR at the very end may be the first half of a CR LF.
        end = max(block.rfind(b"\n"), block.rfind(b"\r", 0, max(0, len(block) - 1))) + 1
        if end:
            yield b"".join([*rest, block[:end]])
            rest = []
        rest.append(block[end:])
        if sum(map(len, rest)) > MAXIMUM_LINE_BYTES:
            limit = f"{MAXIMUM_LINE_BYTES >> 20} MiB"
            raise DeliveryRefusedError("line_too_long", limit=limit)
    if last := b"".join(rest):
        yield last


def split_lines(block: bytes) -> list[bytes]:
    """The lines of a block with their line ends: for bytes Python knows only the three."""
    return block.splitlines(keepends=True)


def line_end(line: str | bytes) -> str:
    """The line end of one line, which may be none at the end of a file."""
    end = line[-2:] if isinstance(line, str) else line[-2:].decode("latin-1")
    return end if end == "\r\n" else end[-1:] if end[-1:] in ("\r", "\n") else ""


def unix_lines(block: bytes) -> tuple[bytes | None, Counter[str]]:
    """The block with an LF after every line, and what stood there before.

    Line breaks inside quoted fields stay what they are: a block that may have some keeps its CR LF,
    and is None when it also has CR alone.
    """
    pairs, returns = 0, 0
    if b"\r" in block:
        pairs, returns = block.count(b"\r\n"), block.count(b"\r")
    line_ends = +Counter({"\r\n": pairs, "\r": returns - pairs, "\n": block.count(b"\n") - pairs})
    if b'"' in block:
        if returns > pairs:
            return None, line_ends
    elif returns:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return block if block.endswith(b"\n") else block + b"\n", line_ends


def record_ends(block: bytes, records: NDArray[np.int64]) -> Counter[str]:
    """How many of the records that end at these positions end with LF, and with CR LF.

    An LF behind the block is none of the file's.
    """
    characters = np.frombuffer(block, np.uint8)
    records = records[records < len(block)]
    pairs = int(np.count_nonzero(characters[records - 1] == ord("\r")))
    return +Counter({"\r\n": pairs, "\n": len(records) - pairs})


def check_swallowed_lines(row: Sequence[str], delimiter: str, width: int, line: int) -> None:
    """Refuse two stray quotation marks that make one cell of whole lines between them."""
    for cell in row:
        for part in _LINE_BREAK.split(cell)[1:]:
            if part.count(delimiter) >= max(1, width - 1):
                raise DeliveryRefusedError("broken_quotes", line=line)
