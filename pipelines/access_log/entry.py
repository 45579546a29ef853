"""One entry of the access log, and the one way in which it is written as a line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from models.civil_numbers import without_civil_numbers
from pipelines.access_log.head import Head

_PSEUDONYM = re.compile(r"p[1-9][0-9]*_[0-9a-f]{64}")


def is_pseudonym(text: str) -> bool:
    """Whether the text is a pseudonym and nothing else."""
    return _PSEUDONYM.fullmatch(text) is not None


@dataclass(frozen=True)
class Access:
    """What was done: a command, its purpose, and the rows touched in each table with persons.

    ``deliveries`` are ids: when given, no rows of others were touched. ``persons`` are pseudonyms,
    given only when single persons were asked for. CPR numbers in the text are masked.
    ``ValueError`` without a purpose, or when a person is no pseudonym.
    """

    command: str
    purpose: str
    tables: Mapping[str, int]
    deliveries: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """See that it says what for, and names nobody."""
        if not self.purpose.strip():
            raise ValueError("An access needs a purpose: say what for.")
        if not all(map(is_pseudonym, self.persons)):
            raise ValueError("Persons stand in the access log by their pseudonyms only.")
        for name in ("command", "purpose"):
            object.__setattr__(self, name, _plain(getattr(self, name)))


@dataclass(frozen=True)
class Entry:
    """An access in the log.

    ``at`` is UTC (ISO 8601), ``user`` whose rights the process had, ``login`` who had logged in
    (empty where the system does not tell), ``previous`` the hash of the entry before.
    """

    sequence: int
    at: str
    user: str
    login: str
    process: int
    command: str
    purpose: str
    tables: Mapping[str, int]
    deliveries: tuple[str, ...]
    persons: tuple[str, ...]
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 of everything in it, the hash before it included."""
        return hashlib.sha256(_canonical(asdict(self)).encode()).hexdigest()

    @property
    def head(self) -> Head:
        """This entry as the newest of the log."""
        return Head(self.sequence, self.hash)

    @property
    def line(self) -> str:
        """How it is written, without the end of the line."""
        return _canonical({**asdict(self), "hash": self.hash})

    @classmethod
    def parse(cls, line: str) -> Entry | None:
        """What a line says, whether its hash fits or not; None when it is no entry."""
        try:
            written = json.loads(line)
            values = {field.name: written[field.name] for field in fields(cls)}
            lists = {name: tuple(values[name]) for name in ("deliveries", "persons")}
            is_entry = isinstance(values["sequence"], int) and isinstance(values["tables"], dict)
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return cls(**{**values, **lists}) if is_entry else None


def _plain(text: str) -> str:
    """Text without CPR numbers, and without what would steer the terminal it is shown in."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return without_civil_numbers(printable)


def _canonical(values: dict[str, Any]) -> str:
    """The same text for the same values: keys in order, no spaces."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
