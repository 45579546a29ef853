"""Where deliveries lie: the files under ``raw/<source>/``, their dates, and how they are opened.

What is in a file is not looked at here. Concept: "Where deliveries lie" in the documentation of
the sources: ``<YYYY-MM-DD>_<slug>.<csv|csv.gz|xlsx|parquet>``.
"""

from __future__ import annotations

import io
import os
import re
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.civil_numbers import holds_civil_number, without_civil_numbers
from pipelines.deliveries.sentences import DeliveryRefusedError

ENDINGS = (".csv", ".csv.gz", ".xlsx", ".parquet")
# Whoever copies a file in writes to it more often than once a second.
AT_REST_SECONDS = 1.0
_DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")


class DeliveryFile(io.BufferedReader):
    """An open delivery that knows what it looked like when it was opened."""

    def __init__(self, descriptor: int) -> None:
        """Take over a file descriptor; it is closed with this object."""
        super().__init__(io.FileIO(descriptor, "rb"))
        self._opened = os.fstat(descriptor)

    def still_growing(self) -> bool:
        """Whether size or time of change differ from when the file was opened."""
        now = os.fstat(self.fileno())
        before = self._opened
        return (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns)


@dataclass(frozen=True)
class FoundFile:
    """One file in the folder of one source; ``delivered_on`` is None without a date in the name."""

    source: str
    path: Path
    delivered_on: date | None

    @property
    def name(self) -> str:
        """The file name for ledgers and messages, without any CPR number in it."""
        return _writable(self.path.name)

    @property
    def ending(self) -> str:
        """The known ending of the name in lower case, or an empty text."""
        name = self.path.name.lower()
        return next((ending for ending in ENDINGS if name.endswith(ending)), "")

    def seconds_to_wait(self) -> float:
        """How long until the last change is a second ago; 0 for a file that is at rest.

        A change in the future comes from another machine's clock and says nothing.
        """
        try:
            status = self.path.lstat()
        except OSError:  # opening it will say what is wrong
            return 0.0
        age = (time.time_ns() - status.st_mtime_ns) / 1e9
        is_young = stat.S_ISREG(status.st_mode) and 0 <= age < AT_REST_SECONDS
        return AT_REST_SECONDS - age if is_young else 0.0

    @contextmanager
    def open(self) -> Iterator[DeliveryFile]:
        """The file, open for reading; ``DeliveryRefusedError`` unless it is a regular file."""
        with DeliveryFile(self._descriptor()) as file:
            yield file

    def _descriptor(self) -> int:
        try:
            if not stat.S_ISREG(self.path.lstat().st_mode):
                raise DeliveryRefusedError("not_regular")
            # Between the two calls a file may be swapped: no link is followed, no fifo blocks.
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            raise DeliveryRefusedError("unreadable") from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise DeliveryRefusedError("not_regular")
        return descriptor

    def check_place_and_name(self, sources: Collection[str]) -> date:
        """The delivery date; ``DeliveryRefusedError`` when folder, name or ending is wrong."""
        if self.source not in sources:
            raise DeliveryRefusedError(
                "unknown_source", folder=f"raw/{self.source}", sources=", ".join(sources)
            )
        if holds_civil_number(self.path.name):
            raise DeliveryRefusedError("cpr_in_name")
        if self.delivered_on is None:
            raise DeliveryRefusedError("no_date")
        if not self.ending:
            raise DeliveryRefusedError("unknown_format")
        return self.delivered_on


def discover(raw: Path) -> list[FoundFile]:
    """Every file under ``raw``, oldest delivery first and undated ones last.

    Hidden files and Excel's lock files (``~$``) are nobody's delivery. A file that lies directly
    in ``raw`` belongs to the source "" and is refused with the others in a wrong folder.
    """
    if not raw.is_dir():
        return []
    found: list[FoundFile] = []
    for entry in raw.iterdir():
        inside = list(entry.iterdir()) if entry.is_dir() else None
        for path in [entry] if inside is None else inside:
            if not path.name.startswith((".", "~$")):
                source = "" if inside is None else _writable(entry.name)
                found.append(FoundFile(source, path, delivery_date(path.name)))
    return sorted(found, key=lambda file: (file.delivered_on or date.max, file.source, file.name))


def delivery_date(name: str) -> date | None:
    """The date that the file name begins with, or None."""
    dated = _DATED.match(name)
    try:
        return date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        return None


def _writable(name: str) -> str:
    """A name on disk as it may be written down: valid Unicode, and no CPR number in it."""
    return without_civil_numbers(name.encode(errors="replace").decode())
