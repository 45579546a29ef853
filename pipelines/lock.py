"""Who may use a home at one time: one writer, or any number of readers of the warehouse.

Both are operating-system locks on one file, so that a crash frees them. Readers of releases and of
the unprotected marts need none: the pointers to these are swapped in one step.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from pipelines.home import Home

LOG = logging.getLogger("noegletal.lock")
# Reading takes seconds, so a writer waits that long for readers; writing takes minutes.
WAIT_FOR_READERS_SECONDS = 10.0
_TRY_AGAIN_SECONDS = 0.05
# Locks that this process holds: a step of a refresh runs inside the refresh's own lock.
_HELD: set[Path] = set()


class HomeLockedError(Exception):
    """Another process uses the home; the message names it."""


@contextmanager
def writer_lock(home: Home, purpose: str, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the home's lock alone.

    ``HomeLockedError`` when another process still writes after ``wait_seconds``, and after ten
    seconds while others read. Within this process it may be taken again: the outermost holder lets
    go.
    """
    if home.lock_file in _HELD:
        yield
        return
    home.path.mkdir(parents=True, exist_ok=True)
    descriptor = _open(home.lock_file)
    try:
        _take_alone(home, descriptor, wait_seconds)
        _forget_dead_readers(home)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, _named(purpose), 0)
        _HELD.add(home.lock_file)
        yield
    finally:
        # The file stays, empty: removing it would let two processes lock two files of one name.
        if home.lock_file in _HELD:
            os.ftruncate(descriptor, 0)
            _HELD.discard(home.lock_file)
        os.close(descriptor)


@contextmanager
def reader_lock(home: Home, purpose: str) -> Iterator[None]:
    """Keep writers out for as long as the warehouse is read; other readers may come in.

    ``HomeLockedError`` at once while another process writes. Inside of this process's own writing
    there is nothing to keep out.
    """
    if home.lock_file in _HELD:
        yield
        return
    descriptor = _open(home.lock_file)
    try:
        with _registered(home, purpose):
            if not _locked(descriptor, fcntl.LOCK_SH):
                raise HomeLockedError(_is_written(home, descriptor))
            yield
    finally:
        os.close(descriptor)


def writer_of(home: Home) -> str | None:
    """What the process that writes the home is called; None when none does."""
    if not home.lock_file.exists():
        return None
    descriptor = _open(home.lock_file)
    try:
        return None if _may_be_read(descriptor) else _holder(descriptor)
    finally:
        os.close(descriptor)


def _take_alone(home: Home, descriptor: int, wait_seconds: float) -> None:
    """Wait for readers, and for a writer as long as is asked for."""
    began = monotonic()
    told = ""
    while not _locked(descriptor, fcntl.LOCK_EX):
        waited = monotonic() - began
        readers = _living_readers(home)
        if not readers and not _may_be_read(descriptor):
            if waited >= wait_seconds:
                raise HomeLockedError(_is_written(home, descriptor, waited if wait_seconds else 0))
            awaited = f"{_holder(descriptor)} to finish writing"
        elif waited > max(wait_seconds, WAIT_FOR_READERS_SECONDS):
            raise HomeLockedError(
                f"{home.path} is still being read by {', '.join(readers) or 'another process'} "
                f"after {waited:.0f} s. Wait until that has finished, or end it."
            )
        else:
            awaited = f"{', '.join(readers)} to finish reading" if readers else ""
        if awaited and awaited != told:
            LOG.info("Waiting for %s", awaited)
            told = awaited
        sleep(_TRY_AGAIN_SECONDS)


def _may_be_read(descriptor: int) -> bool:
    """Whether nobody writes; two waiting writers must not keep each other out."""
    is_free = _locked(descriptor, fcntl.LOCK_SH)
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return is_free


def _is_written(home: Home, descriptor: int, waited: float = 0.0) -> str:
    after = f" after {waited:.0f} s of waiting" if waited else ""
    return (
        f"{home.path} is being written by {_holder(descriptor)}{after}. "
        "Wait until it has finished, or end that process."
    )


def _holder(descriptor: int) -> str:
    holder = os.pread(descriptor, 200, 0)
    if not holder:  # it has just come in and is about to write its name
        sleep(_TRY_AGAIN_SECONDS)
        holder = os.pread(descriptor, 200, 0)
    return holder.decode(errors="replace").strip() or "another process"


@contextmanager
def _registered(home: Home, purpose: str) -> Iterator[None]:
    """A file that names this reader, locked for as long as it lives.

    The shared lock itself tells nobody who holds it.
    """
    path = home.readers / f"{os.getpid()}-{secrets.token_hex(4)}"
    descriptor = _open_in_folder(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # a waiting writer may be looking at it right now
        os.pwrite(descriptor, _named(purpose), 0)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)
        with suppress(OSError):  # others are reading
            home.readers.rmdir()


def _open_in_folder(path: Path) -> int:
    while True:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # the last reader has just removed the folder
            return _open(path)


def _living_readers(home: Home) -> list[str]:
    """What the readers that still hold their file are called."""
    names: list[str] = []
    for path in sorted(home.readers.glob("*")):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            continue  # it has just finished
        try:
            if not _locked(descriptor, fcntl.LOCK_SH):
                names.append(os.pread(descriptor, 200, 0).decode(errors="replace").strip())
        finally:
            os.close(descriptor)
    return names


def _forget_dead_readers(home: Home) -> None:
    """Remove what killed readers left; nobody reads while the lock is held alone."""
    for path in home.readers.glob("*"):
        path.unlink(missing_ok=True)
    with suppress(OSError):  # there is none
        home.readers.rmdir()


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(descriptor: int, kind: int) -> bool:
    """Whether the lock was free; never waits."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _named(purpose: str) -> bytes:
    return f"process {os.getpid()} ({purpose})\n".encode()
