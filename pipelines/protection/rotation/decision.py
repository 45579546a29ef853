"""The moment from which the new key is in force, and what a crash before or after it leaves.

Three files change their place: warehouse, corrections, key. Before ``<home>/.rotation.json`` is
there, all that is new is thrown away; once it is there, what has not yet been put in its place is.
Until then no key is given out (``load_pseudonymiser``), so that nothing reads a mixture.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.durable import put_in_place, remove, sync, write_in_place
from pipelines.home import Home
from pipelines.keys import discard_key, key_file
from pipelines.lock import writer_lock
from pipelines.private_files import private_files
from pipelines.protection.rebuild import NAME, discard, swap_in

NEXT_CORRECTIONS = "corrections.yml.next"


class Ending(Enum):
    """How an interrupted change of the key was brought to an end."""

    NOTHING_DECIDED = "nothing was decided"
    NEW_KEY = "the new key is in force"
    OLD_KEY = "the old key stays in force"


@dataclass(frozen=True)
class Decision:
    """Which key comes into force; ``key_path`` is None when somebody else puts it in its place."""

    version: int
    check_value: str
    key_path: Path | None


def next_key(path: Path) -> Path:
    """Where a new key waits beside the one it replaces."""
    return path.with_name(f"{path.name}.next")


def key_place(home: Home) -> Path | None:
    """The file whose content is exchanged; None when the system hands the key in (systemd)."""
    file = key_file(home, "pseudonym")
    return None if file.is_credential else file.path.resolve()


def decide(home: Home, decision: Decision) -> None:
    """Write down that the new key comes into force; all that is new must be complete by now."""
    sync(home.beside(NAME).warehouse)
    key_path = str(decision.key_path) if decision.key_path else None
    content = {
        "version": decision.version,
        "check_value": decision.check_value,
        "key_path": key_path,
    }
    write_in_place(home.rotation, json.dumps(content) + "\n")


def finish(home: Home) -> Ending:
    """Carry out what was decided, or throw away what was not; ``HomeLockedError`` while it runs."""
    with private_files(), writer_lock(home, "noegletal keys rotate --finish"):
        decision = _read(home)
        if decision is None:
            clear_away(home)
            return Ending.NOTHING_DECIDED
        return carry_out(home, decision)


def carry_out(home: Home, decision: Decision) -> Ending:
    """Put warehouse, corrections and key in their places, in this order; may be done again."""
    rebuilt = home.beside(NAME)
    if rebuilt.warehouse.exists():
        swap_in(home, rebuilt)
    if _check_value(home) != decision.check_value:
        # Somebody removed the new warehouse: nothing of the old one has been replaced yet.
        clear_away(home, decision.key_path)
        return Ending.OLD_KEY
    new_corrections = home.path / NEXT_CORRECTIONS
    if new_corrections.exists():
        put_in_place(new_corrections, home.corrections)
    if decision.key_path and next_key(decision.key_path).exists():
        put_in_place(next_key(decision.key_path), decision.key_path)
    remove(home.rotation)
    return Ending.NEW_KEY


def clear_away(home: Home, key_path: Path | None = None) -> None:
    """Throw away what a change of the key that was not decided has left."""
    discard(home.beside(NAME))
    remove(home.rotation)
    remove(home.path / NEXT_CORRECTIONS)
    place = key_path or key_place(home)
    if place:
        discard_key(next_key(place))


def _read(home: Home) -> Decision | None:
    if not home.rotation.exists():
        return None
    content = json.loads(home.rotation.read_text(encoding="utf-8"))
    key_path = Path(content["key_path"]) if content["key_path"] else None
    return Decision(content["version"], content["check_value"], key_path)


def _check_value(home: Home) -> str | None:
    if not home.warehouse.exists():
        return None
    with reading_warehouse(home, "noegletal keys rotate") as connection:
        [(value,)] = connection.execute("select key_check_value from raw.key_value").fetchall()
    return str(value)
