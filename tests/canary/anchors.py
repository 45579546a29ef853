"""Where any of many short byte strings begins, found in one pass over the data.

A key has a hundred spellings: searching for one after the other took most of the canary's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

WIDTH = 4
# So many bytes at a time: what is made of them on the way is eight times as large.
_BLOCK = 1 << 22


class Anchors:
    """Byte strings of four bytes each."""

    def __init__(self, anchors: Iterable[bytes]) -> None:
        """Note which pairs of bytes they begin and end with."""
        self._anchors = frozenset(anchors)
        assert all(len(anchor) == WIDTH for anchor in self._anchors)
        self._begins, self._ends = _pairs(self._anchors, 0), _pairs(self._anchors, 2)

    def places(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Every place where one of them begins, and which, in order."""
        for start in range(0, len(data), _BLOCK):
            block = np.frombuffer(data[start : start + _BLOCK + WIDTH - 1], dtype=np.uint8)
            if len(block) < WIDTH:
                return
            pairs = block[:-1].astype(np.uint16) << 8 | block[1:]
            found = self._begins[pairs[:-2]] & self._ends[pairs[2:]]
            for place in np.flatnonzero(found).tolist():
                anchor = data[start + place : start + place + WIDTH]
                if anchor in self._anchors:
                    yield start + place, anchor


def _pairs(anchors: Iterable[bytes], at: int) -> NDArray[np.bool_]:
    """For each of the 65,536 pairs of bytes whether one of them has it there."""
    table = np.zeros(1 << 16, dtype=np.bool_)
    for anchor in anchors:
        table[anchor[at] << 8 | anchor[at + 1]] = True
    return table
