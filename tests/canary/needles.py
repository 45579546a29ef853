"""What is searched for: numbers of canary persons, keys and other secrets, in every spelling.

A number counts with anything between its halves, without the nought that a spreadsheet loses, in
UTF-16, in full width, and as a whole number or a float in binary form; a key as bytes, as
hexadecimal digits, as Base64 and as Python writes bytes. Half a key is a finding too.
"""

from __future__ import annotations

import base64
import json
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.canary.anchors import Anchors

# What may stand between the halves of a number, also when it was escaped on the way.
_BETWEEN = r"(?:%[0-9A-Fa-f]{2}|&#?\w+;|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[nrt]|\W|_){0,4}"
_WINDOW = 80
_WIDE = "０１２３４５６７８９"
_TO_WIDE = str.maketrans("0123456789", _WIDE)
_FROM_WIDE = str.maketrans(_WIDE, "0123456789")
# Where the bytes of a spelling are alike among similar secrets, so that one search finds them all.
_HEAD, _MIDDLE, _END = slice(0, 4), slice(2, 6), slice(4, 8)


@dataclass(frozen=True)
class Needle:
    """A secret by a ``name`` that may be shown: exact bytes, or the ``digits`` of a person."""

    name: str
    exact: tuple[tuple[slice, bytes], ...] = field(repr=False)
    digits: str = field(default="", repr=False)


def number(digits: str, name: str = "") -> Needle:
    """The ten digits of a person."""
    assert re.fullmatch("[0-9]{10}", digits)
    value = int(digits)
    kinds = (("<q", _MIDDLE), (">q", _MIDDLE), ("<d", _END), (">d", _HEAD))
    binary = tuple((anchor, struct.pack(kind, value)) for kind, anchor in kinds)
    return Needle(name or f"number {digits[:4]}**{digits[8:]}", binary, digits)


def key(secret: bytes, name: str) -> Needle:
    """A key of 256 bits, or half of one."""
    return Needle(name, tuple((_HEAD, spelled) for spelled in set(_spelled(secret))))


def text(secret: str, name: str) -> Needle:
    """A word or a pseudonym, in UTF-8, Windows-1252 and UTF-16, and as JSON has it."""
    spelled = {secret.encode(each) for each in ("utf-8", "cp1252", "utf-16-le", "utf-16-be")}
    spelled.add(json.dumps(secret)[1:-1].encode())
    return Needle(name, tuple((_HEAD, each) for each in spelled))


class Search:
    """Looks for many needles at once."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        """Sort them by what a fast search can find."""
        self._exact: dict[bytes, list[tuple[int, bytes, str]]] = defaultdict(list)
        self._halves: dict[str, dict[str, str]] = defaultdict(dict)
        for needle in needles:
            for anchor, spelled in needle.exact:
                self._exact[spelled[anchor]].append((anchor.start, spelled, needle.name))
            if needle.digits:
                first, last = needle.digits[:6].removeprefix("0"), needle.digits[6:]
                self._halves[first][last] = needle.name
        self._starts = [start for first in self._halves for start in _starts(first)]
        self._anchors = Anchors(self._exact)

    def names_in(self, data: bytes) -> set[str]:
        """The names of all needles that occur."""
        return {*self._exact_in(data), *self._numbers_in(data)}

    def _exact_in(self, data: bytes) -> Iterator[str]:
        for place, anchor in self._anchors.places(data):
            for offset, spelled, name in self._exact[anchor]:
                if place >= offset and data.startswith(spelled, place - offset):
                    yield name

    def _numbers_in(self, data: bytes) -> Iterator[str]:
        for first, start, encoding, shape in self._starts:
            for place in _places(data, start):
                behind = data[place : place + _WINDOW].decode(encoding, errors="replace")
                found = shape.match(behind.translate(_FROM_WIDE))
                if found is not None and found[1] in self._halves[first]:
                    yield self._halves[first][found[1]]


def _starts(first: str) -> Iterator[tuple[str, bytes, str, re.Pattern[str]]]:
    """How the first half can be written, and what must follow."""
    shape = re.compile(f"{first}{_BETWEEN}([0-9]{{4}})")
    for written in (first, first.translate(_TO_WIDE)):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield first, written.encode(encoding), encoding, shape


def _places(data: bytes, wanted: bytes) -> Iterator[int]:
    place = data.find(wanted)
    while place >= 0:
        yield place
        place = data.find(wanted, place + 1)


def _spelled(secret: bytes) -> Iterator[bytes]:
    for half in (secret[:16], secret[16:]):
        yield half
        for written in (half.hex(), half.hex().upper()):
            yield written.encode()
            yield written.encode("utf-16-le")
        yield repr(half)[2:-1].encode()
        yield "".join(f"\\x{byte:02x}" for byte in half).encode()
    # The three ways in which Base64 can cut the bytes, each without its edges.
    for skipped in range(3):
        whole = base64.b64encode(secret[skipped:])[:40]
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))
