"""What a case of bad input is: a small file made by code, and what must become of it.

The cases themselves are in the modules named after their group. Outcomes are those of "Bad input
that must be handled" in the promises: refused, row rejected, accepted, waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum

from tests.deliveries.folder import Folder


class Outcome(StrEnum):
    """The letters of the promises; ``U`` is a file that is nobody's delivery or known already."""

    REFUSED = "R"
    ROW_REJECTED = "Q"
    ACCEPTED = "A"
    WAITS = "W"
    UNCHANGED = "U"


# What the reader calls them. A rejected row is a matter of a loaded delivery.
RECORDED = {
    Outcome.REFUSED: "refused",
    Outcome.ROW_REJECTED: "loaded",
    Outcome.ACCEPTED: "loaded",
    Outcome.WAITS: "waiting",
    Outcome.UNCHANGED: "duplicate",
}

Rejected = tuple[int, str | None, str]  # line, column, rule


@contextmanager
def undisturbed(folder: Folder) -> Iterator[None]:
    """Nothing happens while the file is read."""
    yield


def put(folder: Folder, case: Case) -> None:
    """The file lies in its source's folder."""
    folder.put(f"{case.source}/{case.file_name}", case.make())


@dataclass(frozen=True)
class Case:
    """One habit, the file that comes of it and what must become of that file.

    ``rule`` is why a file is refused or waits; ``rejected`` the lines that are rejected, all of
    them; ``notes`` the rules under which something is noted, or None where noting is not the
    point; ``select`` and ``values`` what the raw table must hold, ordered by line. ``place`` puts
    the file (and what else there is) into the home, ``during`` surrounds the reading. ``ignored``
    is what the ledger must list of columns left out. ``secrets`` are texts of
    the file that no ledger, message or log may repeat.
    """

    name: str
    group: str
    looks: str
    source: str
    outcome: Outcome
    make: Callable[[], bytes]
    file_name: str = "2018-05-31_a.csv"
    rule: str | None = None
    rejected: tuple[Rejected, ...] = ()
    notes: frozenset[str] | None = frozenset()
    select: str = ""
    values: tuple[tuple[object, ...], ...] = ()
    place: Callable[[Folder, Case], None] = put
    during: Callable[[Folder], AbstractContextManager[None]] = undisturbed
    secrets: tuple[str, ...] = ()
    accept_shrink: str | None = None
    ignored: str | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that the sender hears of, the most important first."""
        of_rows = dict.fromkeys(rule for _, _, rule in self.rejected)
        return (*((self.rule,) if self.rule else ()), *of_rows, *sorted(self.notes or ()))
