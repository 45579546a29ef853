"""Secrets looked for in everything below a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from tests.canary.needles import Needle, Search
from tests.canary.opening import file_pieces, pieces
from tests.canary.unpacking import Piece


@dataclass(frozen=True, order=True)
class Finding:
    """A secret (by its name) in a place where it was found."""

    place: str
    needle: str


def in_folder(
    folder: Path,
    needles: Iterable[Needle],
    leaving_out: Callable[[Path], bool] = lambda path: False,
    database_keys: Sequence[str] = (),
) -> list[Finding]:
    """Every secret found in a file below the folder, in the names too; sorted.

    ``leaving_out`` is asked with paths relative to the folder.
    """
    found = (
        piece
        for path in sorted(folder.rglob("*"))
        if not leaving_out(path.relative_to(folder))
        for piece in _of(path, str(path.relative_to(folder)), database_keys)
    )
    return in_pieces(found, needles)


def in_text(place: str, said: str | bytes, needles: Iterable[Needle]) -> list[Finding]:
    """Every secret found in what was said."""
    return in_pieces(pieces(place, said.encode() if isinstance(said, str) else said), needles)


def in_pieces(found: Iterable[Piece], needles: Iterable[Needle]) -> list[Finding]:
    """Every secret in every piece; what was searched once is not searched again."""
    search, seen, findings = Search(needles), set[bytes](), set[Finding]()
    for place, data in found:
        if (mark := blake2b(data, digest_size=16).digest()) in seen:
            continue
        seen.add(mark)
        findings |= {Finding(place, name) for name in search.names_in(data)}
    return sorted(findings)


def _of(path: Path, place: str, database_keys: Sequence[str]) -> Iterator[Piece]:
    if path.is_file() or path.is_symlink():
        return file_pieces(path, place, database_keys)
    return iter([(f"{place} (name)", place.encode(errors="replace"))])
