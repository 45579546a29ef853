"""Who has which home-based measure on a cut date: the counts of Tables 7, 11 and 15."""

from __future__ import annotations

from random import Random

from .persons import Child
from .targets import FIRST_PRINTED, Targets

_PLACED_WITH_PARENT_SUPPORT = 0.6
_BOTH_TYPES = 0.3
_GROWN_UP_AT_EXIT = 0.06
_AFTERCARE = 2


class HomeBasedStep:
    """One cut date's home-based measures, after the placements of that date are known."""

    def __init__(self, children: list[Child], number: int, wanted: Targets, rng: Random) -> None:
        """Look at ``children`` on cut date ``number``; new ones are appended."""
        self._children, self._number, self._wanted, self._rng = children, number, wanted, rng
        self._count = {kind: counts[number] for kind, counts in wanted.home_based.items()}
        placed = sum(counts[number] for counts in wanted.placed.values())
        parents = self._count["parent_directed"]
        at_home = max(min(4, parents), parents - round(placed * _PLACED_WITH_PARENT_SUPPORT))
        self._parents_placed, self._parents_home = parents - at_home, at_home
        self._both = round(at_home * _BOTH_TYPES)

    def run(self) -> None:
        """Set ``types`` of every child for this cut date."""
        home = self._those_at_home()
        self._share_out(home)
        self._placed_children()

    def _size(self) -> int:
        """How many children have a measure and no placement."""
        return (
            self._count["preventive_measure"]
            - self._wanted.placed_with_preventive_measure[self._number]
            + self._count["home_based_placement"]
            + self._count["family_residential"]
            + self._parents_home
            - self._both
        )

    def _those_at_home(self) -> list[Child]:
        number, size = self._number, self._size()
        at_home = [c for c in self._children if c.adult_at is None and c.form[number] is None]
        self._rng.shuffle(at_home)
        at_home.sort(key=lambda c: not (number and (c.types[number - 1] or c.form[number - 1])))
        back = number - FIRST_PRINTED
        chosen: list[Child] = []
        if back >= 0:
            cohort = [c for c in self._children if c.movable(back)]
            stay = round(self._wanted.none_share[number] * len(cohort))
            mine = [c for c in at_home if c.movable(back)]
            grown = [c for c in mine if c.may_grow_up() and c.types[number - 1]][:_AFTERCARE]
            for child in grown:
                child.adult_at = number
                child.types[number].add("preventive_measure")
            chosen = [c for c in mine if c.adult_at is None][: stay - len(grown)]
            rest = [c for c in at_home if not c.movable(back)]
        else:
            rest = at_home[: round(size * 0.9)]
        running = [c for c in rest if number and (c.types[number - 1] or c.form[number - 1])]
        chosen += running[: size - len(chosen)]
        for child in at_home:
            if child not in chosen and child.may_grow_up() and number and child.types[number - 1]:
                self._maybe_grow_up(child)
        while len(chosen) < size:
            child = Child(first=number)
            self._children.append(child)
            chosen.append(child)
        return chosen

    def _maybe_grow_up(self, child: Child) -> None:
        if self._rng.random() < _GROWN_UP_AT_EXIT:
            child.adult_at = self._number

    def _had(self, child: Child, kind: str) -> bool:
        return self._number > 0 and kind in child.types[self._number - 1]

    def _share_out(self, home: list[Child]) -> None:
        """Give each child at home its type; a few have both parent support and a measure."""
        number, rest = self._number, list(home)
        self._rng.shuffle(rest)
        teens = [c for c in rest if not c.infant]
        teens.sort(key=lambda c: (not self._had(c, "home_based_placement"), not c.teen))
        teens = teens[: self._count["home_based_placement"]]
        small = [c for c in rest if not c.teen and c not in teens]
        small.sort(key=lambda c: (not self._had(c, "family_residential"), not c.infant, -c.first))
        small = small[: self._count["family_residential"]]
        rest = [c for c in rest if c not in teens and c not in small]
        rest.sort(key=lambda c: not (self._had(c, "parent_directed") or self._was_placed(c)))
        parents = rest[: self._parents_home]
        for child in teens:
            child.teen = True
            child.types[number].add("home_based_placement")
        for child in small:
            child.infant = True
            child.types[number].add("family_residential")
        for child in parents:
            child.types[number].add("parent_directed")
        for child in rest[self._parents_home - self._both :]:
            child.types[number].add("preventive_measure")

    def _was_placed(self, child: Child) -> bool:
        return self._number > 0 and child.form[self._number - 1] is not None

    def _placed_children(self) -> None:
        number = self._number
        placed = [c for c in self._children if c.form[number] and c.is_child(number)]
        self._rng.shuffle(placed)
        amounts = {
            "parent_directed": self._parents_placed,
            "preventive_measure": self._wanted.placed_with_preventive_measure[number],
        }
        for kind, amount in amounts.items():
            placed.sort(key=lambda c, kind=kind: not self._had(c, kind))  # type: ignore[misc]
            for child in placed[:amount]:
                child.types[number].add(kind)
