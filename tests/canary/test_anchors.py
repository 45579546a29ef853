"""All places of many short strings at once: the same as one search for each."""

from __future__ import annotations

import random

import pytest

from tests.canary import anchors
from tests.canary.anchors import WIDTH, Anchors


def one_by_one(data: bytes, wanted: set[bytes]) -> list[tuple[int, bytes]]:
    places = range(len(data) - WIDTH + 1)
    return [(at, data[at : at + WIDTH]) for at in places if data[at : at + WIDTH] in wanted]


@pytest.mark.parametrize("block", [WIDTH, 7, 64, 1 << 22])
def test_the_same_as_one_by_one(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few letters, so that there are many places, also where one block ends."""
    monkeypatch.setattr(anchors, "_BLOCK", block)
    by_chance = random.Random(block)  # noqa: S311
    for length in (0, 1, 3, 4, 5, 8, 63, 64, 65, 500):
        data = bytes(by_chance.choices(b"ab\0", k=length))
        wanted = {bytes(by_chance.choices(b"ab\0", k=WIDTH)) for _ in range(9)}
        assert list(Anchors(wanted).places(data)) == one_by_one(data, wanted)


def test_nothing_is_wanted() -> None:
    assert list(Anchors([]).places(b"abcdefgh")) == []
