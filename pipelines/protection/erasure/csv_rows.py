"""CSV without certain persons: their records are left out, every other line keeps its bytes."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from models.contract import Contract
from pipelines.deliveries.byte_source import ByteSource
from pipelines.deliveries.csv_header import Layout, find_header
from pipelines.deliveries.csv_lines import whole_lines
from pipelines.deliveries.decode import find_encoding, utf8_blocks
from pipelines.protection.erasure.wanted import Wanted

_BLOCK_BYTES = 1 << 20


class _Taken(Iterator[str]):
    """Lines that remember what was taken since the last record."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line


def rewrite_csv(
    file: BinaryIO, new: BinaryIO, contract: Contract, wanted: Wanted, is_packed: bool = False
) -> int:
    """Write the file without the records of the persons; the number of records left out.

    A number that stands anywhere else, in a remark or above the header, becomes ``[CPR]``.
    """
    source = ByteSource(file, is_packed)
    encoding = find_encoding(source).name
    text = utf8_blocks(source, find_encoding(source), _BLOCK_BYTES)
    opening = find_header(whole_lines(text), contract)
    file.seek(0)
    with _plain(file, is_packed) as plain, _packed(new, is_packed) as out:
        # The mark at the beginning is a character like others here, so that it stays.
        codec = _exact(encoding, plain)
        lines = io.TextIOWrapper(plain, encoding=codec, newline="")
        taken = _Taken(iter(lines))
        count = 0
        for _ in range(opening.lines):
            out.write(wanted.masked(next(taken)).encode(codec))
        taken.taken.clear()
        for record in csv.reader(taken, delimiter=opening.layout.delimiter, strict=True):
            if _is_meant(record, opening.layout, contract, wanted):
                count += 1
            else:
                out.write(wanted.masked("".join(taken.taken)).encode(codec))
            taken.taken.clear()
        lines.detach()
    return count


def _is_meant(record: list[str], layout: Layout, contract: Contract, wanted: Wanted) -> bool:
    header = layout.header
    if len(record) != header.width:  # nobody knows which cell is in which column
        return any(map(wanted.is_cell, record))
    cells = [
        record[header.positions[c.name]] for c in contract.numbers if c.name in header.positions
    ]
    return any(wanted.is_cell(cell) or wanted.is_in(cell) for cell in cells)


def _exact(encoding: str, plain: IO[bytes]) -> str:
    """The codec that gives back the very same bytes."""
    if encoding != "utf-16":
        return encoding.removesuffix("-sig")
    begins = plain.read(2)
    plain.seek(0)
    return "utf-16-le" if begins == b"\xff\xfe" else "utf-16-be"


@contextmanager
def _plain(file: BinaryIO, is_packed: bool) -> Iterator[BinaryIO]:
    if is_packed:
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield unpacked  # type: ignore[misc]
    else:
        yield file


@contextmanager
def _packed(new: BinaryIO, is_packed: bool) -> Iterator[IO[bytes]]:
    """Without name and time of the packed file, in which a number may stand."""
    if is_packed:
        with gzip.GzipFile(filename="", fileobj=new, mode="wb", mtime=0) as packed:
            yield packed  # type: ignore[misc]
    else:
        yield new
