"""From the states on the cut dates to single placements and measures with first and last day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from .persons import Child
from .rows import Individual, Spell
from .targets import DATES
from .timing import REGISTER_BEGINS, day_between, years_later

PLACES = {
    "institution": (("9", "27", "7", "8"), (45, 40, 10, 5)),
    "foster": (("21", "22"), (85, 15)),
    "network": (("1",), (1,)),
    "home_based_placement": (("11", "6"), (60, 40)),
}
PREVENTIVE_MEASURES = (
    ("SEL-52-3.1", "SEL-52-3.2", "SEL-52-3.3", "SEL-52-3.5", "SEL-52-3.6", "SEL-52-3.9", "SEL-52a"),
    (6, 22, 30, 12, 20, 5, 5),
)
OTHER_MEASURES = {"parent_directed": "SEL-54", "family_residential": "SEL-52-3.4"}
_SPLIT, _TWO_AT_ONCE, _FAMILY_BESIDE_INSTITUTION, _AFTERCARE = 0.12, 0.15, 0.15, 0.4
_DAY = timedelta(days=1)


class History:
    """Writes one child's states as spells; a state changes on one day between two cut dates."""

    def __init__(self, child: Child, person: Individual, rng: Random) -> None:
        """Draw the days on which this child's state changes."""
        self._child, self._person, self._rng = child, person, rng
        self._changes = [day_between(rng, before + _DAY, day) for before, day in pairwise(DATES)]
        if child.adult_at is not None:
            self._changes[child.adult_at - 1] = years_later(person.born, 18)

    def placements(self) -> Iterator[Spell]:
        """All placements, own room and boarding school among them."""
        child = self._child
        for form in ("institution", "foster", "network"):
            for first, last in runs(lambda number, form=form: child.form[number] == form):  # type: ignore[misc]
                yield from self._placement(form, first, last)
        for first, last in runs(lambda number: "home_based_placement" in child.types[number]):
            start, end = self._days(first, last)
            yield Spell(self._person, self._draw(PLACES["home_based_placement"]), start, end)

    def measures(self) -> Iterator[Spell]:
        """All home-based measures."""
        child = self._child
        for kind, code in OTHER_MEASURES.items():
            for first, last in runs(lambda number, kind=kind: kind in child.types[number]):  # type: ignore[misc]
                yield Spell(self._person, code, *self._days(first, last))
        for first, last in runs(lambda number: "preventive_measure" in child.types[number]):
            start, end = self._days(first, last)
            code = self._draw(PREVENTIVE_MEASURES)
            second = self._draw(PREVENTIVE_MEASURES)
            middle = day_between(self._rng, start, end or DATES[-1])
            if second != code and self._rng.random() < _SPLIT and start < middle:
                yield Spell(self._person, code, start, middle - _DAY)
                yield Spell(self._person, second, middle, end)
                continue
            yield Spell(self._person, code, start, end)
            if second != code and self._rng.random() < _TWO_AT_ONCE:
                yield Spell(self._person, second, middle, end)

    def _placement(self, form: str, first: int, last: int) -> Iterator[Spell]:
        start, end = self._days(first, last)
        place = self._draw(PLACES[form])
        if end is not None and self._may_stay_as_adult(last + 1):
            end += timedelta(days=self._rng.randint(120, 900))
        middle = day_between(self._rng, start, min(end or DATES[-1], DATES[-1]))
        if self._rng.random() < _SPLIT and start < middle:
            yield Spell(self._person, place, start, middle - _DAY)
            yield Spell(self._person, self._draw(PLACES[form]), middle, end)
            return
        yield Spell(self._person, place, start, end)
        if form == "institution" and self._rng.random() < _FAMILY_BESIDE_INSTITUTION:
            yield Spell(self._person, "21", middle, end)

    def _may_stay_as_adult(self, number: int) -> bool:
        """Aftercare at the place, where it cannot count as a movement up of the last year."""
        forms = self._child.form[max(0, number - 3) : number]
        return (
            self._child.adult_at == number
            and all(form is not None for form in forms)
            and self._rng.random() < _AFTERCARE
        )

    def _days(self, first: int, last: int) -> tuple[date, date | None]:
        if first:
            start = self._changes[first - 1]
        else:
            start = day_between(self._rng, max(self._person.born, REGISTER_BEGINS), DATES[0])
        return start, None if last == len(DATES) - 1 else self._changes[last] - _DAY

    def _draw(self, choice: tuple[tuple[str, ...], tuple[int, ...]]) -> str:
        return self._rng.choices(choice[0], choice[1])[0]


def runs(holds: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """First and last number of each unbroken row of cut dates on which ``holds`` is true."""
    first: int | None = None
    for number in range(len(DATES) + 1):
        now = number < len(DATES) and holds(number)
        if now and first is None:
            first = number
        if not now and first is not None:
            yield first, number - 1
            first = None
