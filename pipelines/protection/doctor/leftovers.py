"""Whether a process that was killed has left something behind."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

from pipelines.home import Home
from pipelines.lock import reader_lock
from pipelines.protection.doctor.check import Check, Finding, failed, passed

_REFRESH = "run `noegletal refresh`"
_FINISH = "run `noegletal keys rotate --finish`"
_RELEASE = "run `noegletal release`"
_REMOVE = "remove it"

# What is in a home only while a command writes, and how it goes away.
_LEFT_BEHIND = {
    "*.duckdb.wal": _REFRESH,
    ".tmp/*": _REFRESH,
    ".rebuilding*": _FINISH,
    ".backfilling.duckdb*": _REMOVE,
    "backfills/.making-*": _REMOVE,
    "*.next": _FINISH,
    "secret/*.next": _FINISH,
    "secret/.*": _REMOVE,
    ".refreshing.json": _REFRESH,
    "..refreshed.json.writing": _REFRESH,
    "..refreshing.json.writing": _REFRESH,
    "unprotected/.staging-*": _REFRESH,
    "unprotected/.next": _REFRESH,
    "marts/.staging-*": _RELEASE,
    "marts/.next": _RELEASE,
    "disclosure/.*.writing": _RELEASE,
    "raw/**/.erasing-*": _REMOVE,
    "log/.*.writing": _REMOVE,
}


def _look(home: Home) -> Finding:
    found = dict.fromkeys(_left_locks(home), _REFRESH)
    with reader_lock(home, "noegletal doctor"):  # nobody writes meanwhile
        for pattern, to_do in _LEFT_BEHIND.items():
            found |= dict.fromkeys(home.path.glob(pattern), to_do)
    if not found:
        return passed()
    told = [(str(path.relative_to(home.path)), to_do) for path, to_do in sorted(found.items())]
    return failed(
        f"left behind in {home.path}: {', '.join(name for name, _ in told)}",
        "; ".join(f"{name}: {to_do}" for name, to_do in told),
    )


def _left_locks(home: Home) -> Iterator[Path]:
    """Locks that name a holder although nobody holds them."""
    for path in [home.lock_file, *home.readers.glob("*"), *home.running.glob("*")]:
        if path.exists() and path.stat().st_size and not _is_held(path):
            yield path


def _is_held(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


CHECK = Check("leftovers", "No killed process has left anything behind", _look)
