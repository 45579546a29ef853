"""Whether a file holds a person anywhere, found in its bytes and not by reading it as a table.

Looked into is what is packed (zip, gzip), as UTF-8, UTF-16 of either order and one byte a
character, and whole numbers as the eight bytes of an integer or a floating-point number.
"""

from __future__ import annotations

import gzip
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyarrow.parquet as pq

from pipelines.protection.erasure.wanted import Wanted

_BLOCK = 1 << 20
_OVERLAP = 64  # bytes: the longest spelling of a number
# As in ``wanted``, for one byte a character and UTF-8, and for UTF-16 of either order.
_SPELLINGS = tuple(
    re.compile(
        f"({digit}(?:{digit}){{4,5}})(?<!(?:{digit}){{7}})"
        f"(?:{between}){{0,3}}((?:{digit}){{4}})(?!{digit})".encode("latin-1"),
        re.DOTALL,
    )
    for digit, between in (
        (
            "[0-9]",
            "[ \\-_./\xa0]|\xc2[\xa0\xad]|\xe2\x80[\x8b-\x8d\x90-\x95]|\xe2\x88\x92|"
            "\xe2\x81\xa0|\xef\xbb\xbf",
        ),
        ("[0-9]\0", "[ \\-_./\xa0\xad]\0|[\x0b-\x0d\x10-\x15]\x20|\x12\x22"),
        ("\0[0-9]", "\0[ \\-_./\xa0\xad]|\x20[\x0b-\x0d\x10-\x15]|\x22\x12"),
    )
)
_DEEPEST = 3  # a packed file in a packed file in a packed file


class UnsearchableError(Exception):
    """The file cannot be looked into: it is locked, or nobody may read it."""


def holds_persons(path: Path, wanted: Wanted) -> bool:
    """Whether any number meant stands in the file or its name; ``UnsearchableError``."""
    if wanted.is_in(path.name):
        return True
    try:
        with path.open("rb") as file:
            return _in_stream(file, wanted, 0) or _in_parquet(path, wanted)
    except OSError:
        raise UnsearchableError from None


def _in_stream(file: IO[bytes], wanted: Wanted, depth: int) -> bool:
    begins = file.read(8)
    file.seek(0)
    if begins.startswith((b"PARE", b"\xd0\xcf\x11\xe0")) and depth == 0:
        if begins.startswith(b"PARE") or "EncryptedPackage".encode("utf-16-le") in file.read():
            raise UnsearchableError
        file.seek(0)
    if any(_in_bytes(block, wanted) for block in _blocks(file)):
        return True
    if depth == _DEEPEST:
        return False
    file.seek(0)
    if begins.startswith(b"PK"):
        return _in_zip(file, wanted, depth)
    if begins.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=file) as unpacked:
                return _in_stream(unpacked, wanted, depth + 1)  # type: ignore[arg-type]
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise UnsearchableError from None
    return False


def _in_zip(file: IO[bytes], wanted: Wanted, depth: int) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            for entry in package.infolist():
                if entry.flag_bits & 1:
                    raise UnsearchableError
                if wanted.is_in(entry.filename):
                    return True
                with package.open(entry) as part:
                    if _in_stream(part, wanted, depth + 1):
                        return True
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error):
        # What of it can still be unpacked cannot be told: better asked than overlooked.
        raise UnsearchableError from None
    return False


def _in_parquet(path: Path, wanted: Wanted) -> bool:
    """The values of a Parquet file, which its bytes hide; a broken one has been searched."""
    with path.open("rb") as file:
        if file.read(4) != b"PAR1":
            return False
    try:
        parquet = pq.ParquetFile(path)
        for batch in parquet.iter_batches():
            for column in batch.columns:
                values = column.dictionary if hasattr(column, "dictionary") else column
                if any(wanted.is_in(str(value)) for value in values.unique().to_pylist()):
                    return True
    except Exception:  # a broken file fails in more ways than Arrow documents
        raise UnsearchableError from None
    return False


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    before = b""
    while block := file.read(_BLOCK):
        yield before + block
        before = (before + block)[-_OVERLAP:]


def _in_bytes(block: bytes, wanted: Wanted) -> bool:
    for spelling in _SPELLINGS:
        for match in spelling.finditer(block):
            digits = (match[1] + match[2]).replace(b"\0", b"").decode()
            if wanted.is_number(digits.zfill(10)):  # nine: without its nought
                return True
    return any(eight in block for digits in wanted.found for eight in _eight_bytes(digits))


def _eight_bytes(digits: str) -> tuple[bytes, ...]:
    number = int(digits)
    return tuple(struct.pack(f"{order}{kind}", number) for order in "<>" for kind in "qd")
