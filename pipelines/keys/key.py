"""A key of 256 bits, and how it is written in a file.

64 hexadecimal digits or 32 bytes are version 1; later ones say theirs: ``p2:`` and 64 digits.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

KEY_BYTES = 32
_CHECK_TEXT = "noegletal key check value"
_WRITTEN = re.compile(rb"\s*(?:p([1-9][0-9]{0,3}):)?([0-9a-fA-F]{64})\s*")


class KeyRefusedError(Exception):
    """Nothing can go on with this key; the message says what to do."""


@dataclass(frozen=True)
class Key:
    """A secret and the number of its version; the secret is never shown."""

    version: int
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, version: int = 1) -> Key:
        """A random key, from the operating system's source."""
        return cls(version, secrets.token_bytes(KEY_BYTES))

    @classmethod
    def parse(cls, content: bytes) -> Key | None:
        """The key that a file holds, None when it holds no 256 bits."""
        written = _WRITTEN.fullmatch(content)
        if written:
            return cls(int(written[1] or 1), bytes.fromhex(written[2].decode()))
        return cls(1, content) if len(content) == KEY_BYTES else None

    @property
    def written(self) -> str:
        """The line of a key file."""
        mark = "" if self.version == 1 else f"p{self.version}:"
        return f"{mark}{self.secret.hex()}\n"

    @property
    def check_value(self) -> str:
        """A fingerprint that gives away nothing of the key, and differs by version too."""
        mark = "" if self.version == 1 else f" p{self.version}"
        text = f"{_CHECK_TEXT}{mark}".encode()
        return hmac.new(self.secret, text, hashlib.sha256).hexdigest()[:16]
