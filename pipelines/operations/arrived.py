"""What lies in ``raw/``, as one digest that changes when a file comes, changes or goes.

No file is opened, which makes it cheap enough for every minute, and no name goes into it: a name
may hold a person's number, and its hash would give that away to whoever tries them all.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from time import time

from pipelines.deliveries.discover import discover
from pipelines.home import Home

# Whoever copies a file in writes to it more often.
AT_REST_SECONDS = 5.0


@dataclass(frozen=True)
class Arrived:
    """``digest`` of the ``count`` files that nobody has changed for some seconds."""

    digest: str
    count: int


def arrived(home: Home) -> Arrived:
    """The files at rest: those that grow are not there yet."""
    youngest = time() - AT_REST_SECONDS
    # A copy may keep the time of its original; when it was made here, tells the other one. What
    # comes from a clock that is ahead says nothing.
    found = [s for s in _files(home) if not youngest < max(s.st_mtime, s.st_ctime) <= time()]
    marks = sorted((s.st_dev, s.st_ino, s.st_size, s.st_mtime_ns) for s in found)
    return Arrived(hashlib.sha256(repr(marks).encode()).hexdigest(), len(marks))


def _files(home: Home) -> Iterator[os.stat_result]:
    """What the regular files among the deliveries look like from outside."""
    for file in discover(home.raw):
        with suppress(FileNotFoundError):  # it has just gone
            status = file.path.lstat()
            if stat.S_ISREG(status.st_mode):
                yield status
