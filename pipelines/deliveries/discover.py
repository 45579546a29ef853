"""Where deliveries lie: the files under ``raw/<source>/``, their dates and their bytes.

What is in a file is not looked at here. Concept: "Where deliveries lie" in the documentation of
the sources: ``<YYYY-MM-DD>_<slug>.<csv|csv.gz|xlsx|parquet>``.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.deliveries.civil_numbers import holds_civil_number, without_civil_numbers
from pipelines.deliveries.sentences import DeliveryRefusedError

ENDINGS = (".csv", ".csv.gz", ".xlsx", ".parquet")
_DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")


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

    def read_bytes(self) -> bytes:
        """The file's content; ``DeliveryRefusedError`` unless it is a readable regular file."""
        try:
            if not stat.S_ISREG(self.path.lstat().st_mode):
                raise DeliveryRefusedError("not_regular")
            # Between the two calls a file may be swapped: no link is followed, no fifo blocks.
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                return file.read()
        except OSError:
            raise DeliveryRefusedError("unreadable") from None

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
