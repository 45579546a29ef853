"""Whether anything has changed since the last refresh: deliveries, code, key, day and results.

A refresh that finds everything as it left it has nothing to do. What it left is written down in
``<home>/.refreshed.json``; any difference, also a touched warehouse, leads to a full refresh.
"""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from models.civil_numbers import without_civil_numbers
from pipelines.checksum import sha256
from pipelines.deliveries.pseudonym import load_pseudonymiser
from pipelines.durable import remove, write_in_place
from pipelines.home import Home
from pipelines.keys import KeyRefusedError, database_key
from pipelines.mark import is_demonstration
from pipelines.publication.last_refresh import set_contents, state_file
from pipelines.version import code_files, digest, project_files


def inputs_of(home: Home, as_of: date | None) -> dict[str, Any]:
    """Everything that the results of a refresh depend on, as hashes."""
    return {
        "as_of": as_of.isoformat() if as_of else None,
        "deliveries": [
            # A name may hold a number; its own hash would give it away to whoever tries them all.
            [without_civil_numbers(str(path.relative_to(home.raw))), _sha256(path)]
            for path in sorted(home.raw.rglob("*"))
            if not path.is_dir()
        ],
        "corrections": _sha256(home.corrections) if home.corrections.exists() else None,
        "code": digest(project_files() + code_files()),
        "key": _key_check_value(home),
        "database_key": _database_key_check_value(home),
        "is_demonstration": is_demonstration(home),
    }


@dataclass(frozen=True)
class Remembered:
    """A refresh that went well: Dagster's run of it, and the sentences that it warned with."""

    run_id: str
    warnings: tuple[str, ...]


def remember(
    home: Home, inputs: dict[str, Any], warnings: list[str], run_id: str, arrived: str
) -> None:
    """Write down what a successful refresh began with, what it led to, and what it warned of.

    The inputs are those from before it began: what came in meanwhile is new to the next one. Only
    the key may have been made by this very refresh. ``arrived`` is what lay in ``raw/`` then.
    """
    inputs = inputs | {"key": _key_check_value(home)}
    state = {
        "run_id": run_id,
        "inputs": inputs,
        "outputs": _outputs(home),
        "warnings": warnings,
        "arrived": arrived,
    }
    write_in_place(state_file(home), json.dumps(state, indent=1))


def forget(home: Home) -> None:
    """From now on the results may be half made: the next refresh is a full one."""
    remove(state_file(home))


def unchanged_since(home: Home, inputs: dict[str, Any]) -> Remembered | None:
    """The last refresh when nothing has changed since, else None."""
    state = _state(home)
    try:
        is_same = state["inputs"] == inputs and state["outputs"] == _outputs(home)
        return Remembered(state["run_id"], tuple(state["warnings"])) if is_same else None
    except (FileNotFoundError, KeyError):
        return None


def arrived_before(home: Home) -> str | None:
    """What lay in ``raw/`` when the last refresh that went well began; see ``arrived``."""
    return _state(home).get("arrived")


def _state(home: Home) -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads(state_file(home).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return state


def _outputs(home: Home) -> dict[str, Any]:
    warehouse = home.warehouse.stat()
    return {
        "set": set_contents(home),
        "warehouse": [warehouse.st_size, warehouse.st_mtime_ns],
    }


def _sha256(path: Path) -> str:
    """The hash of a regular file; of anything else only what it is, since it is never read."""
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        return f"no regular file: {stat.S_IFMT(mode):o}"
    try:
        return sha256(path)
    except PermissionError:
        return "unreadable"


def _key_check_value(home: Home) -> str | None:
    """What identifies the pseudonym key; None without a usable one, which loading then refuses."""
    try:
        return load_pseudonymiser(home, may_create=False).check_value
    except KeyRefusedError:
        return None


def _database_key_check_value(home: Home) -> str | None:
    """What identifies the key that encrypts the warehouse, None without one; a refused one too.

    A home whose key comes, goes or changes is refreshed, which says what is to be done.
    """
    try:
        key = database_key(home)
    except KeyRefusedError:
        return "refused"
    return key.check_value if key else None
