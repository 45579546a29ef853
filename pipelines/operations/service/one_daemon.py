"""At most one daemon looks after a home: two would begin each night twice.

An operating-system lock, so that a crash frees it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.home import Home

_NAME = "daemon.lock"


class DaemonRunsError(Exception):
    """Another process looks after the home; the message names it."""


@contextmanager
def only_daemon(home: Home, purpose: str) -> Iterator[None]:
    """Be the one, for as long as the block lasts; ``DaemonRunsError`` when there is one."""
    home.dagster.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(home.dagster / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 200, 0).decode(errors="replace").strip()
            raise DaemonRunsError(
                f"{home.path} is looked after by {holder or 'another process'} already."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} ({purpose})\n".encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
