"""What is in a packed file, by the way that it is packed; broken ones raise one of ``BROKEN``.

Nothing that is opened is run: of pickles only the values that they would build are read.
"""

from __future__ import annotations

import bz2
import io
import lzma
import pickletools
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

import msgpack
import pyarrow.compute as pc
import pyarrow.parquet as pq

Piece = tuple[str, bytes]  # where it is, and what it says
_TAG = re.compile(rb"<[^<>]*>")
_STREAM = re.compile(rb"stream\r?\n")


def _tar(data: bytes) -> Iterator[Piece]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            yield member.name, member.name.encode() + b"\n" + (file.read() if file else b"")


def _zip(data: bytes) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield f"{name} (name)", name.encode()
            yield name, archive.read(name)


def _sqlite(data: bytes) -> Iterator[Piece]:
    connection = sqlite3.connect(":memory:")
    # A database that was left with a write-ahead log: its own mark says that there is one.
    connection.deserialize(data[:18] + b"\1\1" + data[20:])
    for (table,) in connection.execute("select name from sqlite_master where type = 'table'"):
        for number, row in enumerate(connection.execute(f'select * from "{table}"')):
            texts = [str(value) for value in row if value is not None and type(value) is not bytes]
            yield f"{table} {number}", "\n".join(texts).encode(errors="replace")
            yield from (
                (f"{table} {number}", value) for value in row if isinstance(value, bytes) and value
            )
    connection.close()


def _parquet(data: bytes) -> Iterator[Piece]:
    file = pq.ParquetFile(io.BytesIO(data))
    yield "footer", f"{file.schema_arrow}\n{file.metadata.metadata}".encode()
    table = file.read()
    for name in table.column_names:
        distinct = pc.unique(table[name]).to_pylist()
        yield name, "\n".join(str(value) for value in distinct if value is not None).encode()


def _messages(data: bytes) -> Iterator[Piece]:
    unpacker = msgpack.Unpacker(io.BytesIO(data), strict_map_key=False, raw=False)
    for number, message in enumerate(unpacker):
        if not isinstance(message, (dict, list)):
            return  # any byte is a message of itself
        yield f"message {number}", repr(message).encode(errors="replace")


def _pickled(data: bytes) -> Iterator[Piece]:
    values = [arg for _, arg, _ in pickletools.genops(data) if isinstance(arg, (str, bytes, int))]
    for value in values:
        yield "pickled", value if isinstance(value, bytes) else str(value).encode(errors="replace")


def _portable_document(data: bytes) -> Iterator[Piece]:
    for found in _STREAM.finditer(data):
        try:
            yield "stream", zlib.decompressobj().decompress(data[found.end() :])
        except zlib.error:
            continue


def _marked_up(data: bytes) -> Iterator[Piece]:
    """Text that markup cuts into pieces, as a workbook does with letters of two kinds."""
    yield "without markup", _TAG.sub(b"", data)


BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, zipfile.BadZipFile,
           tarfile.TarError, sqlite3.DatabaseError, NotImplementedError, RuntimeError,
           msgpack.UnpackException, OverflowError, TypeError)  # fmt: skip
PACKED: dict[bytes, Callable[[bytes], Iterator[Piece]]] = {
    b"\x1f\x8b": lambda data: iter([("gzip", zlib.decompressobj(31).decompress(data))]),
    b"BZh": lambda data: iter([("bzip2", bz2.decompress(data))]),
    b"\xfd7zXZ": lambda data: iter([("xz", lzma.decompress(data))]),
    b"PK": _zip,
    b"SQLite format 3\0": _sqlite,
    b"PAR1": _parquet,
    b"%PDF": _portable_document,
    b"<": _marked_up,
    **{bytes([0x78, level]): lambda data: iter([("zlib", zlib.decompressobj().decompress(data))])
       for level in (0x01, 0x5E, 0x9C, 0xDA)},
    **{bytes([0x80, protocol]): _pickled for protocol in range(2, 6)},
    **{bytes([first]): _messages for first in (*range(0x80, 0xA0), 0xDC, 0xDD, 0xDE, 0xDF)},
}  # fmt: skip
