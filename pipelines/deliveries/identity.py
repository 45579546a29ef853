"""Which delivery a file is: its source and its bytes, whatever its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from pipelines.deliveries.discover import FoundFile
from pipelines.deliveries.sentences import DeliveryRefusedError

_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True)
class Identity:
    """Which delivery it is: source and bytes, whatever the name of the file."""

    delivery_id: str
    sha256: str | None
    size_bytes: int | None

    @classmethod
    def of(cls, source: str, file: BinaryIO) -> Identity:
        """The identity of what is in a file delivered for a source; the file is rewound.

        Raises ``DeliveryRefusedError`` when the disk does not give the bytes.
        """
        whole = hashlib.sha256(source.encode(errors="replace") + b"\0")
        content, size = hashlib.sha256(), 0
        try:
            file.seek(0)
            while block := file.read(_BLOCK_BYTES):
                whole.update(block)
                content.update(block)
                size += len(block)
            file.seek(0)
        except OSError:
            raise DeliveryRefusedError("unreadable") from None
        return cls(whole.hexdigest()[:16], content.hexdigest(), size)

    @classmethod
    def of_unreadable(cls, file: FoundFile) -> Identity:
        """A file without readable bytes is known by its place."""
        place = f"{file.source}/{file.name}".encode(errors="replace")
        return cls(hashlib.sha256(b"unreadable\0" + place).hexdigest()[:16], None, None)
