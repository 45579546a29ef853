"""Invented children: their state on each cut date, their birthday and their replacement number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .targets import DATES
from .timing import day_between, years_later

STILL_A_CHILD = years_later(DATES[-1], -18) + timedelta(days=1)
_YEARS_OF_TEENS = 2
_YEARS_OF_INFANTS = 2
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2)
_CENTURY = ((0, 1, 2, 3), (4, 5, 6, 7, 8, 9))  # the seventh digit: born before 2000, since
_FAILING = 7  # every so many of the numbers without a check digit is given all the same


@dataclass(eq=False)
class Child:
    """One child and its state on each of the nine cut dates.

    ``form`` is institution, foster, network or None; ``types`` the home-based types. ``adult_at``
    is the number of the first cut date on which the child has turned 18; None = not in our time.
    """

    first: int
    form: list[str | None] = field(default_factory=lambda: [None] * len(DATES))
    types: list[set[str]] = field(default_factory=lambda: [set() for _ in DATES])
    adult_at: int | None = None
    teen: bool = False
    infant: bool = False
    born: date | None = None

    def is_child(self, number: int) -> bool:
        """Whether the child is under 18 on the cut date of that number."""
        return self.adult_at is None or number < self.adult_at

    def may_grow_up(self) -> bool:
        """Whether the child can be let turn 18: nothing says that it is small."""
        return self.adult_at is None and not self.infant

    def movable(self, number: int) -> bool:
        """Whether it is in the cohort of those who had a home-based measure and no placement."""
        return self.is_child(number) and bool(self.types[number]) and self.form[number] is None


def settle_birthday(child: Child, rng: Random) -> date:
    """Choose the birthday that fits what the child's history has come to demand."""
    if child.adult_at is not None:
        start, end = DATES[child.adult_at - 1] + timedelta(days=1), DATES[child.adult_at]
        return years_later(day_between(rng, start, end), -18)
    entered = DATES[child.first - 1] if child.first else date(2014, 6, 30)
    if child.infant:
        return day_between(rng, years_later(entered, -_YEARS_OF_INFANTS), entered)
    if child.teen:
        return day_between(rng, STILL_A_CHILD, years_later(STILL_A_CHILD, _YEARS_OF_TEENS))
    # School children are the most frequent; an even draw would make too many of them infants.
    span = (entered - STILL_A_CHILD).days
    return STILL_A_CHILD + timedelta(days=int(span * rng.betavariate(1.15, 1.45)))


class Register:
    """Hands out CPR numbers that cannot belong to anyone: day + 60, each one once."""

    def __init__(self) -> None:
        """Start with no number given."""
        self._series: dict[date, Iterator[str]] = {}

    def number(self, born: date) -> str:
        """A new replacement number ``ddmmyy-xxxx`` for a birthday from 1937 to 2036."""
        return next(self._series.setdefault(born, _numbers(born)))


def _numbers(born: date) -> Iterator[str]:
    """All numbers of a birthday; modulus 11 holds for most, as among numbers given before 2007."""
    head = f"{born.day + 60:02d}{born:%m%y}"
    century = _CENTURY[born.year >= 2000]
    for serial in range(100 * len(century)):
        seventh = century[(serial + serial // 100) % len(century)]
        nine = f"{head}{seventh}{(serial * 37 + born.day) % 100:02d}"
        rest = sum(int(digit) * weight for digit, weight in zip(nine, _WEIGHTS, strict=True)) % 11
        check = (11 - rest) % 11
        # 10 is no digit. Such a number is left out, except for a few that fail the check.
        if check < 10 or serial % _FAILING == 0:
            yield f"{head}-{nine[6:]}{check % 10}"
