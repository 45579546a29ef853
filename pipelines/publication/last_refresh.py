"""What the last successful refresh left behind, so that nothing else is released.

``<home>/.refreshed.json`` is there from the end of a refresh without failures until the next one
begins, or until something takes the warehouse away from under the figures.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelines.checksum import sha256
from pipelines.home import Home
from pipelines.publication.unprotected import (
    NoUnprotectedSetError,
    UnprotectedSet,
    numbered_sets,
    open_set,
)


class NotRefreshedError(Exception):
    """There is no set that a refresh has finished; the message says what to do."""


def state_file(home: Home) -> Path:
    """Where a refresh writes what it began with and led to."""
    return home.path / ".refreshed.json"


def set_contents(home: Home) -> dict[str, Any]:
    """The current set's number and its files' sha256 by name; empty before the first one."""
    current = numbered_sets(home).current()
    if current is None:
        return {}
    files = {
        path.relative_to(current).as_posix(): sha256(path)
        for path in sorted(current.rglob("*"))
        if not path.is_dir()
    }
    return {"number": int(current.name), "files": files}


def refreshed_set(home: Home) -> UnprotectedSet:
    """The set that the last refresh led to; the caller holds the home's lock.

    ``NotRefreshedError`` when there is none, when the last refresh failed or something was erased
    since, and when the set is not, byte for byte, what that refresh wrote.
    """
    refresh = f"`noegletal refresh --home {home.path}`"
    try:
        unprotected = open_set(home)
    except NoUnprotectedSetError as missing:
        raise NotRefreshedError(str(missing)) from None
    try:
        state: dict[str, Any] = json.loads(state_file(home).read_text(encoding="utf-8"))
        written = state["outputs"]["set"]
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
        raise NotRefreshedError(
            f"Nothing is released: the last refresh of {home.path} failed, or something was erased "
            f"since. Run {refresh}; when it ends without failures, release again."
        ) from None
    if written != set_contents(home):
        raise NotRefreshedError(
            f"Nothing is released: {unprotected.path} is not what the last refresh wrote. Run "
            f"{refresh}, which writes it anew, and release again."
        )
    return unprotected
