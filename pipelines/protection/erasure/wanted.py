"""Recognising the persons to be erased, in cells and in running text, by HMAC only.

The ledger holds no number, and an interrupted erasure is finished from the ledger. Whoever has
ledger and key could try all numbers, so this key is kept like the pseudonym key.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from models.civil_numbers import ascii_digits
from models.person import parse_cpr
from pipelines.keys import Key

# As in ``models.civil_numbers``, but for tab and line ends: these stand between cells. Nine digits
# lost their nought in a spreadsheet.
_BETWEEN = r"(?:[^\S\t\r\n]|[\-_./\u2010-\u2015\u2212\u00ad\u200b\u200c\u200d\u2060\ufeff]){0,3}"
_LOOKS_LIKE_ONE = re.compile(rf"(?<![0-9])([0-9]{{5,6}}){_BETWEEN}([0-9]{{4}})(?![0-9])")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_MASK = "[CPR]"


class Wanted:
    """The persons meant; ``found`` collects the numbers that were met, for this process only."""

    def __init__(self, key: Key, digests: Collection[str], known: Iterable[str] = ()) -> None:
        """Remember whom to look for; ``known`` are numbers of theirs that are at hand."""
        self._key, self._digests = key, frozenset(digests)
        self.found: set[str] = set(known)
        self._is_meant = lru_cache(maxsize=200_000)(self._looked_up)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody is looked for."""
        return not self._digests

    def is_number(self, digits: str) -> bool:
        """Whether these ten digits are one of the persons."""
        return self._is_meant(digits)

    def is_cell(self, text: str) -> bool:
        """Whether a cell as a whole is one of the persons, read as loading reads it."""
        person = parse_cpr(text.strip().removesuffix(",0"))
        return person is not None and self.is_number(person.digits)

    def masked(self, text: str) -> str:
        """The text with ``[CPR]`` in place of every number meant; nothing else is touched."""
        if not _LOOKS_LIKE_ONE.search(plain := ascii_digits(text)):
            return text
        pieces, end = [], 0
        for match in _LOOKS_LIKE_ONE.finditer(plain):
            if self.is_number(f"{match[1]}{match[2]}".zfill(10)):
                pieces += [text[end : match.start()], _MASK]
                end = match.end()
        return "".join([*pieces, text[end:]])

    def is_in(self, text: str) -> bool:
        """Whether a number meant stands anywhere in the text."""
        return self.masked(text) != text

    def _looked_up(self, digits: str) -> bool:
        is_meant = digest(self._key, digits) in self._digests
        if is_meant:
            self.found.add(digits)
        return is_meant


def digest(key: Key, digits: str) -> str:
    """How a person stands in the ledger."""
    return hmac.new(key.secret, f"noegletal erasure {digits}".encode(), hashlib.sha256).hexdigest()


def digests(key: Key, numbers: Iterable[str]) -> tuple[str, ...]:
    """The same of several, in an order that says nothing of them."""
    return tuple(sorted(digest(key, digits) for digits in numbers))
