"""What can be erased: persons, deliveries, or a whole source."""

from __future__ import annotations

from dataclasses import dataclass, field


class ErasureRefusedError(Exception):
    """Nothing was erased and nothing has changed; the message says why and what to do."""


@dataclass(frozen=True)
class Persons:
    """Persons by their numbers of ten digits, which are never shown."""

    numbers: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Deliveries:
    """Deliveries by id, beginning of an id, or (source/)file name."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """Everything that was delivered for one source."""

    source: str


Request = Persons | Deliveries | Source


@dataclass(frozen=True)
class Erased:
    """What an erasure did (or would do).

    ``rewritten`` has the number of removed rows by source/file name, ``removed`` the names of
    removed files. ``changed_figures`` names key figures without their values. ``failures`` are
    those of the refresh: the persons are gone, the figures are not up to date.
    """

    erasure: str
    rewritten: dict[str, int]
    removed: tuple[str, ...]
    other_numbers: int = 0  # of the same persons, told by the changes of numbers
    corrections: int = 0
    lost_scopes: tuple[str, ...] = ()
    changed_figures: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
