"""The children of an invented country: the same each time, and as many as wanted.

They have replacement numbers (day + 60), which belong to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from models.codelists import code_list

Texts = npt.NDArray[np.str_]
Days = npt.NDArray[np.datetime64]
Numbers = npt.NDArray[np.int64]

SEED = 5
# Thirty cut dates lie before it.
UNTIL = date(2024, 10, 15)
_FIRST_BIRTH = np.datetime64("1996-01-01")
# Of all inhabitants: who has had help at some time, and who is at school without it.
# And how many at least in each municipality; a fifth of them are in grades 4-9 at a time.
_SIZES = ((0.10, 1), (0.19, 300))


@dataclass(frozen=True)
class Country:
    """Which municipalities deliver, up to which day, and which part of the spells there are."""

    kommuner: tuple[str, ...]
    until: date
    scale: float = 1.0


@dataclass(frozen=True)
class Children:
    """Invented children, one element each in all three arrays; ``kommune`` as the code."""

    kommune: Texts
    born: Days
    cpr: Texts

    def of(self, chosen: npt.NDArray[np.bool_] | Numbers) -> Children:
        """Some of them, in the order asked for, as often as asked for."""
        return Children(self.kommune[chosen], self.born[chosen], self.cpr[chosen])


def all_kommuner(region: str | None = None) -> tuple[str, ...]:
    """The 98 municipalities, or those of a region (``081``)."""
    return tuple(
        row["kommune_kode"]
        for row in code_list("municipalities")
        if row["dst_kommunegruppe_kode"] and region in (None, row["region_kode"])
    )


def inhabitants(kommune: str) -> int:
    """The municipality's population on 1 January 2020, all ages."""
    [row] = [r for r in code_list("municipalities") if r["kommune_kode"] == kommune]
    return int(row["folketal_2020K1"])


def draw_children(country: Country) -> tuple[Children, Children]:
    """Those who have had help at some time, and pupils who never have."""
    rng = np.random.default_rng(SEED)
    sizes = [(share * country.scale, fewest) for share, fewest in _SIZES]
    counts = np.array(
        [[max(fewest, int(inhabitants(k) * s)) for k in country.kommuner] for s, fewest in sizes]
    )
    kommune = np.tile(np.array(country.kommuner), 2).repeat(counts.ravel())
    days = (np.datetime64(country.until) - _FIRST_BIRTH).astype(int)
    born = _FIRST_BIRTH + np.sort(rng.integers(0, days, len(kommune)))
    order = rng.permutation(len(kommune))
    children = Children(kommune, born[order], _civil_numbers(born)[order])
    is_helped = np.arange(len(kommune)) < counts[0].sum()
    return children.of(is_helped), children.of(~is_helped)


def _civil_numbers(born: Days) -> Texts:
    """A replacement number of its own for each of the birthdays, which are in order."""
    return np.array(list(_numbers(born)))


def _numbers(born: Days) -> Iterator[str]:
    before, serial = None, 0
    for day in born.astype(object):
        serial = serial + 1 if day == before else 0
        before = day
        # The seventh digit tells the century: 0 to 3 before 2000, 4 to 9 since.
        yield f"{day.day + 60:02}{day:%m%y}{serial + (4_000 if day.year >= 2000 else 1):04}"
