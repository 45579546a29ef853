"""Which Dagster runs are alive: a file per run, locked by the process that carries it out.

Dagster's storage says of a killed run for ever that it has started. An operating-system lock is
given up by a crash, so it tells the dead from those that work, wait for their turn or sleep.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.home import Home


@contextmanager
def living(home: Home, run_id: str) -> Iterator[None]:
    """Show that a run is alive for as long as this lasts."""
    home.running.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home.running / run_id
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # somebody may be looking at it right now
        os.pwrite(descriptor, f"process {os.getpid()}\n".encode(), 0)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)
        # The folder stays: another run may be about to make its file in it.


def is_living(home: Home, run_id: str) -> bool:
    """Whether a process carries the run out."""
    with _taken(home.running / run_id) as is_dead:
        return is_dead is False


def left_by_the_dead(home: Home) -> list[str]:
    """The ids of runs whose process has ended without taking its file away."""
    if not home.running.is_dir():
        return []
    return [path.name for path in sorted(home.running.iterdir()) if _is_dead(path)]


@contextmanager
def burying(home: Home, run_id: str) -> Iterator[bool]:
    """Whether the run is dead and it is for this process to say so; its file is gone afterwards.

    Of several processes that have noticed, one is chosen. When it fails to say so, another may.
    """
    path = home.running / run_id
    with _taken(path) as is_dead:
        yield is_dead is True
        if is_dead:
            path.unlink(missing_ok=True)


def _is_dead(path: Path) -> bool:
    with _taken(path) as is_dead:
        return is_dead is True


@contextmanager
def _taken(path: Path) -> Iterator[bool | None]:
    """Whether the file's lock was free, and now is ours; None when there is no such file."""
    descriptor = None
    with suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    if descriptor is None:
        yield None
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        # Between the two calls a run may have ended well and have removed it. An empty one is that
        # of a run that is about to lock it.
        yield True if path.exists() and os.fstat(descriptor).st_size else None
    finally:
        os.close(descriptor)
