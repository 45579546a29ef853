"""The bytes of a delivery, block by block and as often as wanted, unpacked where they are packed.

Nothing is written to disk and no more than a block is held: the bytes hold CPR numbers, and a
delivery may be larger than the memory.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipelines.deliveries.sentences import DeliveryRefusedError

# Far above any delivery of 98 municipalities, far below what fills a machine's disk or patience.
MAXIMUM_BYTES = 1 << 30


class ByteSource:
    """A seekable file whose content is read from the start, once for each question asked of it."""

    def __init__(self, file: BinaryIO, is_packed: bool = False) -> None:
        """``is_packed`` for gzip; the file stays the caller's, who closes it."""
        self._file, self._is_packed = file, is_packed
        self._size = file.seek(0, os.SEEK_END)

    @property
    def position(self) -> float:
        """The share of the file that the current reading has come to, 0 to 1."""
        return min(1.0, self._file.tell() / self._size) if self._size else 1.0

    def blocks(self, size: int) -> Iterator[bytes]:
        """The content in blocks of ``size`` bytes, the last one shorter.

        ``DeliveryRefusedError`` when the disk does not give it, or when a packed file is broken or
        far too large.
        """
        try:
            self._file.seek(0)
            yield from self._unpacked(size) if self._is_packed else self._plain(size)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise DeliveryRefusedError("broken_gzip") from None
        except OSError:
            raise DeliveryRefusedError("unreadable") from None

    def _plain(self, size: int) -> Iterator[bytes]:
        # What is appended meanwhile belongs to no reading: the file is found to be growing.
        left = self._size
        while block := self._file.read(min(size, left)):
            left -= len(block)
            yield block

    def _unpacked(self, size: int) -> Iterator[bytes]:
        unpacked = 0
        with gzip.GzipFile(fileobj=self._file) as stream:
            while block := stream.read(size):
                unpacked += len(block)
                if unpacked > MAXIMUM_BYTES:
                    limit = f"{MAXIMUM_BYTES >> 30} GiB"
                    raise DeliveryRefusedError("too_large", limit=limit)
                yield block
