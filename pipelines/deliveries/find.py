"""Which delivery is meant: by its id, the beginning of its id, or the name of its file."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from models.civil_numbers import without_civil_numbers

# Shorter beginnings of an id could as well be a slip of the keyboard.
SHORTEST_PREFIX = 4


@dataclass(frozen=True)
class FoundDelivery:
    """One entry of the ledger."""

    delivery_id: str
    source: str
    file_name: str
    outcome: str

    @property
    def name(self) -> str:
        """How it is spoken of: source and file name."""
        return f"{self.source}/{self.file_name}"


class UnknownDeliveryError(Exception):
    """No delivery is called so; ``known`` holds every name that would have been understood."""

    def __init__(self, given: str, known: tuple[str, ...]) -> None:
        """Remember what was asked for, without any CPR number in it."""
        self.given, self.known = given, known
        super().__init__(f"There is no delivery {given!r}.")


class AmbiguousDeliveryError(Exception):
    """Several deliveries are called so; the message names them."""

    def __init__(self, given: str, found: list[FoundDelivery]) -> None:
        """Name all that could be meant."""
        names = ", ".join(f"{one.name} ({one.delivery_id})" for one in found)
        super().__init__(f"{given!r} may be any of {names}. Give the id or source/file name.")


def find_delivery(connection: duckdb.DuckDBPyConnection, given: str) -> FoundDelivery:
    """The delivery meant by an id, an unambiguous beginning of one, or (source/)file name.

    Of several deliveries under one name (somebody wrote over the file) it is the one that was
    loaded last. Raises ``UnknownDeliveryError`` or ``AmbiguousDeliveryError``.
    """
    wanted = without_civil_numbers(given.strip())
    entries = [
        FoundDelivery(*entry)
        for entry in connection.execute(
            "select delivery_id, coalesce(source, ''), file_name, outcome "
            "from raw.deliveries order by rowid"
        ).fetchall()
    ]
    found = _by_id(entries, wanted) or _by_name(entries, wanted)
    if not found:
        names = dict.fromkeys(name for one in entries for name in (one.file_name, one.name))
        raise UnknownDeliveryError(wanted, tuple(names))
    if len(found) > 1:
        raise AmbiguousDeliveryError(wanted, found)
    return found[0]


def _by_id(entries: list[FoundDelivery], wanted: str) -> list[FoundDelivery]:
    prefix = wanted.casefold()
    if len(prefix) < SHORTEST_PREFIX:
        return []
    last = {one.delivery_id: one for one in entries if one.delivery_id.startswith(prefix)}
    return list(last.values())


def _by_name(entries: list[FoundDelivery], wanted: str) -> list[FoundDelivery]:
    """The last entry of each source under that name; a path is as good as source/file name."""
    *folders, name = wanted.replace("\\", "/").casefold().split("/")
    last = {
        one.source: one
        for one in entries
        if one.file_name.casefold() == name
        and (not folders or one.source.casefold() == folders[-1])
    }
    return list(last.values())
