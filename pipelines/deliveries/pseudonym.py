"""From civil registration number to pseudonym: HMAC-SHA-256 with a key that only the owner reads.

An unkeyed hash would be reversed in a minute, since there are few enough numbers to try. There is
no switch to turn this off. Where the key lies is said by ``pipelines.keys``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from models.person import parse_cpr
from pipelines.deliveries.sentences import ValueRejectedError
from pipelines.home import Home
from pipelines.keys import Key, KeyRefusedError, create_key, key_file, read_key

_BLOCK_BYTES = 64  # of SHA-256


class Pseudonym(NamedTuple):
    """What leaves the reader in place of a civil registration number."""

    person_id: str
    birth_date: date
    is_replacement: bool
    passes_modulus_11: bool


@dataclass(frozen=True)
class Pseudonymiser:
    """Turns numbers into pseudonyms; the key is never shown."""

    key: Key

    @property
    def check_value(self) -> str:
        """A fingerprint of the key that gives away nothing of it."""
        return self.key.check_value

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
        """HMAC-SHA-256 of each number of ten digits, marked with the version of the key.

        The definition (RFC 2104) with the key's two states made once and copied: two to three
        times as fast as ``hmac.digest``, and millions of numbers are the longest part of reading.
        """
        inner, outer = self._states
        prefix = f"p{self.key.version}_"
        found: list[str] = []
        for number in numbers:
            message, digest = inner.copy(), outer.copy()
            message.update(number.encode())
            digest.update(message.digest())
            found.append(prefix + digest.hexdigest())
        return found

    @cached_property
    def _states(self) -> tuple[hashlib._Hash, hashlib._Hash]:
        padded = self.key.secret.ljust(_BLOCK_BYTES, b"\0")
        inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        return inner, hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))


def load_pseudonymiser(home: Home, may_create: bool) -> Pseudonymiser:
    """The pseudonymiser of this home; ``KeyRefusedError`` when the key is missing, open or broken.

    ``may_create`` is false once a warehouse exists: a new key would give everybody a new name.
    """
    if home.rotation.exists():
        raise KeyRefusedError(
            f"A change of the pseudonym key was interrupted. Run `noegletal keys rotate --finish "
            f"--home {home.path}` first; it takes seconds."
        )
    file = key_file(home, "pseudonym")
    if may_create and not file.is_configured and not file.path.exists():
        return Pseudonymiser(create_key(file))
    return Pseudonymiser(read_key(file))
