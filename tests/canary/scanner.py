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


@dataclass
class Question:
    """Secrets that may be in no file but those left out, and where they were found all the same.

    ``leaving_out`` is asked with paths relative to the folder.
    """

    needles: Iterable[Needle]
    leaving_out: Callable[[Path], bool] = lambda path: False

    def __post_init__(self) -> None:
        """Nothing has been searched yet."""
        self._search, self._seen, self._findings = (
            Search(self.needles),
            set[bytes](),
            set[Finding](),
        )

    def look(self, place: str, data: bytes, mark: bytes) -> None:
        """Search a piece whose hash is ``mark``; what was searched once is not searched again."""
        if mark not in self._seen:
            self._seen.add(mark)
            self._findings |= {Finding(place, name) for name in self._search.names_in(data)}

    @property
    def findings(self) -> list[Finding]:
        """Every secret that was found; sorted."""
        return sorted(self._findings)


def ask_folder(
    folder: Path, questions: Sequence[Question], database_keys: Sequence[str] = ()
) -> None:
    """Open every file below the folder once, in the names too, for all questions."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        asking = [question for question in questions if not question.leaving_out(name)]
        for place, data in _of(path, str(name), database_keys) if asking else ():
            mark = _mark(data)
            for question in asking:
                question.look(place, data, mark)


def in_folder(
    folder: Path,
    needles: Iterable[Needle],
    leaving_out: Callable[[Path], bool] = lambda path: False,
    database_keys: Sequence[str] = (),
) -> list[Finding]:
    """Every secret found in a file below the folder, in the names too; sorted."""
    question = Question(needles, leaving_out)
    ask_folder(folder, [question], database_keys)
    return question.findings


def in_text(place: str, said: str | bytes, needles: Iterable[Needle]) -> list[Finding]:
    """Every secret found in what was said."""
    question = Question(needles)
    for inner, data in pieces(place, said.encode() if isinstance(said, str) else said):
        question.look(inner, data, _mark(data))
    return question.findings


def _mark(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _of(path: Path, place: str, database_keys: Sequence[str]) -> Iterator[Piece]:
    if path.is_file() or path.is_symlink():
        return file_pieces(path, place, database_keys)
    return iter([(f"{place} (name)", place.encode(errors="replace"))])
