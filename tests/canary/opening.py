"""Every artefact opened as far as it goes: what is packed in it, its tables, and its own bytes.

Content decides, not the name of a file. Nothing that is opened is run: of pickles only the values
that they would build are read.
"""

from __future__ import annotations

import base64
import bz2
import io
import lzma
import pickletools
import re
import shutil
import sqlite3
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import duckdb
import msgpack
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.deliveries.encryption import load_encryption

Piece = tuple[str, bytes]  # where it is, and what it says
_DEPTH = 6
_BASE64 = re.compile(rb"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}")
_TAG = re.compile(rb"<[^<>]*>")
_STREAM = re.compile(rb"stream\r?\n")
_DUCKDB = slice(8, 12)


class NotOpenedError(Exception):
    """A database that cannot be looked into: no proof that nothing is in it."""


def pieces(place: str, data: bytes, depth: int = 0) -> Iterator[Piece]:
    """The bytes themselves and, one within the other, everything that is packed in them."""
    yield place, data
    if depth == _DEPTH:
        return
    for inner, content in _inside(data):
        yield from pieces(f"{place} > {inner}", content, depth + 1)


def file_pieces(path: Path, place: str, database_keys: Sequence[str] = ()) -> Iterator[Piece]:
    """A file with its name; a database with all text of all of its tables."""
    yield f"{place} (name)", place.encode(errors="replace")
    if path.is_symlink():
        yield f"{place} (link)", str(path.readlink()).encode(errors="replace")
        return
    data = path.read_bytes()
    yield from pieces(place, data)
    if data[_DUCKDB] == b"DUCK":
        for inner, content in duckdb_pieces(path, database_keys):
            yield f"{place} > {inner}", content


def duckdb_pieces(path: Path, database_keys: Sequence[str]) -> Iterator[Piece]:
    """Every column of every table as text, and the SQL of views, macros and comments.

    A copy is opened, with what has been logged beside it, so that nothing changes and no lock is in
    the way.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "copy.duckdb"))
        log = path.with_name(f"{path.name}.wal")
        if log.exists():
            shutil.copy(log, Path(folder) / "copy.duckdb.wal")
        with _attached(copy, database_keys) as connection:
            tables = connection.execute(
                "select schema_name, table_name from duckdb_tables() where database_name = 'copy'"
            ).fetchall()
            for schema, table in tables:
                yield from _columns(connection, f'copy."{schema}"."{table}"')
            for catalogue in ("tables", "views", "columns", "constraints", "indexes", "functions"):
                found = connection.execute(
                    f"select * from duckdb_{catalogue}() where database_name = 'copy'"
                )
                yield catalogue, repr(found.fetchall()).encode(errors="replace")


def _attached(copy: Path, database_keys: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """Opened with the key that fits, if any is needed."""
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    load_encryption(connection)
    for settings in ("", *(f" (encryption_key '{key}')" for key in database_keys)):
        with suppress(duckdb.Error):
            connection.execute(f"attach '{copy}' as copy{settings}")
            return connection
    raise NotOpenedError(f"{copy.name}: none of {len(database_keys)} keys opens it")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[Piece]:
    for name, *_ in connection.execute(f"describe {table}").fetchall():
        quoted = '"' + name.replace('"', '""') + '"'
        found = connection.execute(
            f"select distinct cast({quoted} as varchar) as said from {table} "
            f"where {quoted} is not null"
        ).fetchall()
        yield f"{table}.{name}", "\n".join(value for (value,) in found).encode()


def _inside(data: bytes) -> Iterator[Piece]:
    for begins, unpack in _PACKED.items():
        if data.startswith(begins):
            try:
                yield from unpack(data)
            except _BROKEN:
                continue  # half a file, or none of this kind: its bytes are searched as they are
    if b"\0" not in data[:1000]:
        yield from _written_as_base64(data)


def _written_as_base64(data: bytes) -> Iterator[Piece]:
    """What is packed on its own; all the rest, where most is no Base64 at all, as one."""
    rest: set[bytes] = set()
    for written in set(_BASE64.findall(data)):
        plain = written.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
        plain = plain[:-1] if len(plain) % 4 == 1 else plain
        content = base64.b64decode(plain + b"=" * (-len(plain) % 4))
        if content.startswith(_OF_PACKED):
            yield "Base64", content
        rest.add(content)
    if rest:
        yield "Base64", b"\0\n".join(sorted(rest))  # the NUL says that it is no text


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


_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, zipfile.BadZipFile,
           tarfile.TarError, sqlite3.DatabaseError, NotImplementedError, RuntimeError,
           msgpack.UnpackException, OverflowError, TypeError)  # fmt: skip
_PACKED: dict[bytes, Callable[[bytes], Iterator[Piece]]] = {
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
_OF_PACKED = tuple(_PACKED)
