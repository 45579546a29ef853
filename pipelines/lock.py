"""One writer at a time: an operating-system lock, so that a crash frees it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.home import Home

# Locks that this process holds: a step of a refresh runs inside the refresh's own lock.
_HELD: set[Path] = set()


class HomeLockedError(Exception):
    """Another process writes into the home; the message names it."""


@contextmanager
def writer_lock(home: Home, purpose: str) -> Iterator[None]:
    """Hold the home's lock; ``HomeLockedError`` at once when another process has it.

    Within this process it may be taken again: the outermost holder lets go.
    """
    if home.lock_file in _HELD:
        yield
        return
    home.path.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 200, 0).decode(errors="replace").strip()
            raise HomeLockedError(
                f"{home.path} is being written by {holder or 'another process'}. "
                "Wait until it has finished, or end that process."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} ({purpose})\n".encode(), 0)
        _HELD.add(home.lock_file)
        yield
    finally:
        # The file stays: removing it would let two processes lock two files of one name.
        _HELD.discard(home.lock_file)
        os.close(descriptor)
