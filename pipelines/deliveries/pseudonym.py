"""From civil registration number to pseudonym: HMAC-SHA-256 with a key that only the owner reads.

An unkeyed hash would be reversed in a minute, since there are few enough numbers to try. There is
no switch to turn this off. Where the key comes from: ``$CREDENTIALS_DIRECTORY/pseudonym_key``,
else the file named by ``NOEGLETAL_KEY_FILE``, else ``<home>/secret/pseudonym.key``.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from models.person import parse_cpr
from pipelines.deliveries.sentences import ValueRejectedError
from pipelines.home import Home

KEY_BYTES = 32
_BLOCK_BYTES = 64  # of SHA-256
# The version tells pseudonyms of an exchanged key from those of the one before.
_PREFIX = "p1_"
_CHECK_TEXT = b"noegletal key check value"
_HEX_KEY = re.compile(rb"\s*([0-9a-fA-F]{64})\s*")


class KeyRefusedError(Exception):
    """The run cannot go on with this key; the message says what to do."""


class Pseudonym(NamedTuple):
    """What leaves the reader in place of a civil registration number."""

    person_id: str
    birth_date: date
    is_replacement: bool
    passes_modulus_11: bool


@dataclass(frozen=True)
class Pseudonymiser:
    """Turns numbers into pseudonyms; the key is never shown."""

    key: bytes = field(repr=False)

    @property
    def check_value(self) -> str:
        """A fingerprint of the key that gives away nothing of it."""
        return hmac.new(self.key, _CHECK_TEXT, hashlib.sha256).hexdigest()[:16]

    def parse(self, text: str) -> Pseudonym:
        """The pseudonym of the number in a cell; ``ValueRejectedError`` when it is no person's."""
        person = parse_cpr(text.removesuffix(",0"))
        if person is None:
            raise ValueRejectedError("not_a_person")
        return Pseudonym(
            person_id=self.pseudonyms([person.digits])[0],
            birth_date=person.birth_date,
            is_replacement=person.is_replacement,
            passes_modulus_11=person.passes_modulus_11,
        )

    def pseudonyms(self, numbers: Iterable[str]) -> list[str]:
        """HMAC-SHA-256 of each number of ten digits.

        The definition (RFC 2104) with the key's two states made once and copied: two to three
        times as fast as ``hmac.digest``, and millions of numbers are the longest part of reading.
        """
        inner, outer = self._states
        found: list[str] = []
        for number in numbers:
            message, digest = inner.copy(), outer.copy()
            message.update(number.encode())
            digest.update(message.digest())
            found.append(_PREFIX + digest.hexdigest())
        return found

    @cached_property
    def _states(self) -> tuple[hashlib._Hash, hashlib._Hash]:
        padded = self.key.ljust(_BLOCK_BYTES, b"\0")
        inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        return inner, hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))


def load_pseudonymiser(home: Home, may_create: bool) -> Pseudonymiser:
    """The pseudonymiser of this home; ``KeyRefusedError`` when the key is missing, open or broken.

    ``may_create`` is false once a warehouse exists: a new key would give everybody a new name.
    """
    path, is_configured = _key_file(home)
    if not path.exists():
        if is_configured or not may_create:
            raise KeyRefusedError(
                f"The pseudonym key {path} is missing. Restore it from where it is kept; "
                "without it the warehouse cannot be continued."
            )
        _create(path)
    try:
        if path.stat().st_mode & 0o077:
            raise KeyRefusedError(
                f"The pseudonym key {path} can be read by others. "
                f"Run `chmod 600 {path}` if nobody has seen it, else make a new one."
            )
        return Pseudonymiser(_key(path))
    except OSError:
        raise KeyRefusedError(f"The pseudonym key {path} cannot be opened by this user.") from None


def _key_file(home: Home) -> tuple[Path, bool]:
    """The key's place, and whether somebody configured it."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    if credentials and (Path(credentials) / "pseudonym_key").exists():
        return Path(credentials) / "pseudonym_key", True
    named = os.environ.get("NOEGLETAL_KEY_FILE")
    if named:
        return Path(named), True
    return home.secret / "pseudonym.key", False


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(descriptor)


def _key(path: Path) -> bytes:
    """256 bits, written as 64 hexadecimal digits or as 32 bytes."""
    content = path.read_bytes()
    written = _HEX_KEY.fullmatch(content)
    if written:
        return bytes.fromhex(written[1].decode())
    if len(content) == KEY_BYTES:
        return content
    raise KeyRefusedError(
        f"The pseudonym key {path} does not hold 256 bits (64 hexadecimal digits)."
    )
