"""The verdict on one delivery: what is loaded of it, and what is said of it beside its rows."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.deliveries.scopes import Scope
from pipelines.deliveries.sentences import Sentence


@dataclass(frozen=True)
class Note:
    """What was accepted and is worth knowing; ``column_name`` is None for the file as a whole."""

    column_name: str | None
    rule: str
    occurrences: int
    sentence: Sentence


@dataclass(frozen=True)
class Examined:
    """One delivery, row by row judged; its rows are in the tables of ``arriving``.

    ``lines_read`` is ``lines_accepted + lines_rejected``; with ``lines_structural`` (header, blank
    lines, lines above the header, continuations of a record) they are all lines of the file.
    """

    scopes: list[Scope]
    lines_read: int
    lines_accepted: int
    lines_rejected: int
    lines_structural: int
    columns_ignored: tuple[str, ...]
    encoding: str | None
    notes: list[Note]

    @property
    def normalisations(self) -> int:
        """How many cells were accepted in a form other than the contract's own."""
        return sum(note.occurrences for note in self.notes if note.column_name is not None)
