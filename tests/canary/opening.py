"""Every artefact opened as far as it goes: what is packed in it, its tables, and its own bytes.

Content decides, not the name of a file.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.canary.unpacking import BROKEN, PACKED, Piece
from tests.canary.warehouses import duckdb_pieces

_DEPTH = 6
_BASE64 = re.compile(rb"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}")
_DUCKDB = slice(8, 12)
_OF_PACKED = tuple(PACKED)


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


def _inside(data: bytes) -> Iterator[Piece]:
    for begins, unpack in PACKED.items():
        if data.startswith(begins):
            try:
                yield from unpack(data)
            except BROKEN:
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
