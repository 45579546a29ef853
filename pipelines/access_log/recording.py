"""Adding to the access log: one line at a time, on the disk before the work goes on."""

from __future__ import annotations

import fcntl
import mmap
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipelines.access_log.entry import Access, Entry
from pipelines.access_log.head import START, Head, read_head, write_head
from pipelines.home import Home

_NOBODY_LOGGED_IN = 2**32 - 1
_HEAD_MISSING = Access(
    "access log", "The head of the log was missing: entries may have been cut off its end", {}
)


class AccessNotLoggedError(Exception):
    """The access could not be written down, so it must not happen; the message says what to do."""


def record(home: Home, access: Access) -> None:
    """Append an entry, and return when it is on the disk; ``AccessNotLoggedError`` if it is not.

    Call it before rows are shown or computed with: what cannot be logged is not done.
    """
    try:
        home.access_log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(home.access_log) as descriptor:
            last_line = _without_torn_line(descriptor)
            head = read_head(home)
            if head is None and last_line is not None:
                head = _append(home, descriptor, _HEAD_MISSING, _end_of(last_line))
            _append(home, descriptor, access, _newest(head or START, last_line))
    except OSError as failed:
        raise AccessNotLoggedError(
            f"{home.access_log} cannot be written ({failed.strerror or failed}), and nothing about "
            "persons is read without being logged. Make it and its folder writable for the user "
            "who runs this, or make room on the disk."
        ) from None


def _append(home: Home, descriptor: int, access: Access, head: Head) -> Head:
    """Write the entry that follows the head, and the head after it."""
    entry = Entry(
        sequence=head.sequence + 1,
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        user=_name(os.geteuid()),
        login=_login(),
        process=os.getpid(),
        command=access.command,
        purpose=access.purpose,
        tables=dict(access.tables),
        deliveries=access.deliveries,
        persons=access.persons,
        previous=head.hash,
    )
    size = os.fstat(descriptor).st_size
    try:
        with os.fdopen(os.dup(descriptor), "ab") as file:
            file.write(entry.line.encode() + b"\n")
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)  # no half a line on a full disk
        raise
    write_head(home, entry.head)
    return entry.head


def _newest(head: Head, last_line: str | None) -> Head:
    """What the next entry follows: the head, or the one entry whose head was not written any more.

    Never simply the last line: if the end was cut off, the gap must stay visible.
    """
    last = Entry.parse(last_line) if last_line is not None else None
    is_next = last is not None and (last.sequence, last.previous) == (head.sequence + 1, head.hash)
    return last.head if last is not None and is_next else head


def _end_of(last_line: str) -> Head:
    last = Entry.parse(last_line)
    return last.head if last is not None else START


def _without_torn_line(descriptor: int) -> str | None:
    """The last line, after removing one whose writing was broken off (it has no end)."""
    size = os.fstat(descriptor).st_size
    if not size:
        return None
    with mmap.mmap(descriptor, size, access=mmap.ACCESS_READ) as content:
        end = content.rfind(b"\n")
        line = content[content.rfind(b"\n", 0, max(end, 0)) + 1 : max(end, 0)]
    if end + 1 < size:
        os.ftruncate(descriptor, end + 1)
    return line.decode(errors="replace") if end >= 0 else None


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def _login() -> str:
    """Who had logged in before rights were changed by sudo or su; empty when nobody had."""
    try:
        number = int(Path("/proc/self/loginuid").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return ""  # not a Linux with audit
    return "" if number == _NOBODY_LOGGED_IN else _name(number)


def _name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
