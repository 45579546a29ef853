"""Which delivery a file is: its source and its bytes, whatever its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipelines.deliveries.discover import FoundFile


@dataclass(frozen=True)
class Identity:
    """Which delivery it is: source and bytes, whatever the name of the file."""

    delivery_id: str
    sha256: str | None
    size_bytes: int | None

    @classmethod
    def of(cls, source: str, data: bytes) -> Identity:
        """The identity of bytes delivered for a source."""
        whole = hashlib.sha256(source.encode(errors="replace") + b"\0" + data).hexdigest()
        return cls(whole[:16], hashlib.sha256(data).hexdigest(), len(data))

    @classmethod
    def of_unreadable(cls, file: FoundFile) -> Identity:
        """A file without readable bytes is known by its place."""
        place = f"{file.source}/{file.name}".encode(errors="replace")
        return cls(hashlib.sha256(b"unreadable\0" + place).hexdigest()[:16], None, None)
