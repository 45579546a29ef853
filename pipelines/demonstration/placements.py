"""Who is placed, and how, on the next cut date: counts, exits and moves up as wanted."""

from __future__ import annotations

from random import Random

from .persons import Child
from .targets import FIRST_PRINTED, Targets

_CHURN = 0.02
_GROWN_UP_AT_EXIT = 0.45


class PlacementStep:
    """One cut date's placements, made from those of the cut date before."""

    def __init__(self, children: list[Child], number: int, wanted: Targets, rng: Random) -> None:
        """Look at ``children`` before cut date ``number``; new ones are appended."""
        self._children, self._number, self._wanted, self._rng = children, number, wanted, rng
        back = number - FIRST_PRINTED
        self._cohort = {id(c) for c in children if back >= 0 and c.movable(back)}

    def run(self) -> None:
        """Set ``form`` of every child for this cut date."""
        leaving_for_other = self._institutions()
        newcomers = leaving_for_other + self._moves_up()
        self._families(newcomers)

    def _held(self, form: str) -> list[Child]:
        """The children with ``form`` on the cut date before, in random order."""
        before = self._number - 1
        held = [c for c in self._children if c.form[before] == form and c.adult_at is None]
        self._rng.shuffle(held)
        return held

    def _free(self, child: Child) -> bool:
        """Whether the child can leave without changing the movements of the year."""
        return id(child) not in self._cohort

    def _institutions(self) -> list[Child]:
        number, wanted = self._number, self._wanted
        held = self._held("institution")
        free = sorted(held, key=lambda c: not self._free(c))
        gone = free[: wanted.exits_to_no_placement[number]]
        other = [c for c in held if c not in gone][: wanted.exits_to_other_form[number]]
        rest = [c for c in free if c not in gone and c not in other]
        newcomers = max(1, wanted.placed["institution"][number] - len(rest))
        surplus = len(rest) + newcomers - wanted.placed["institution"][number]
        grown = [c for c in rest if c.may_grow_up()][:surplus]
        for child in grown:
            child.adult_at = number
        for child in rest:
            child.form[number] = None if child in grown else "institution"
        self._vacancies = newcomers
        return other

    def _moves_up(self) -> list[Child]:
        """Children of the cohort who are placed from now on; some go to an institution."""
        number = self._number
        stays = [
            c
            for c in self._children
            if c.form[number - 1] and c.adult_at is None and id(c) in self._cohort
        ]
        wanted = self._wanted.up[number] if self._cohort else self._wanted.up[FIRST_PRINTED] // 4
        if len(stays) > wanted:
            families = [c for c in stays if c.form[number - 1] != "institution"]
            self._sent_home = {id(c) for c in families[: len(stays) - wanted]}
        else:
            self._sent_home = set()
        ready = [
            c
            for c in self._children
            if c.adult_at is None
            and c.types[number - 1]
            and c.form[number - 1] is None
            and (id(c) in self._cohort or number < FIRST_PRINTED)
        ]
        up = self._rng.sample(ready, max(0, wanted - len(stays)))
        inside = min(self._vacancies, len(up) // 3)
        for child in up[:inside]:
            child.form[number] = "institution"
        for _ in range(self._vacancies - inside):
            self._new("institution")
        return up[inside:]

    def _families(self, newcomers: list[Child]) -> None:
        """Foster and network care: let go of as many as it takes, and fill up."""
        number = self._number
        forms = ("foster", "network")
        wanted = {form: self._wanted.placed[form][number] for form in forms}
        stays = {f: [c for c in self._held(f) if id(c) not in self._sent_home] for f in forms}
        for form in forms:
            churn = round(len(stays[form]) * _CHURN)
            self._let_go(stays[form], max(churn, len(stays[form]) - wanted[form]))
        room = sum(wanted[form] - len(stays[form]) for form in forms)
        self._let_go(stays["foster"], max(0, len(newcomers) - room))
        places = [form for form in forms for _ in range(wanted[form] - len(stays[form]))]
        self._rng.shuffle(places)
        for form in forms:
            for child in stays[form]:
                child.form[number] = form
        for child, form in zip(newcomers, places, strict=False):
            child.form[number] = form
        for form in places[len(newcomers) :]:
            self._new(form)

    def _let_go(self, stays: list[Child], leavers: int) -> None:
        for child in [c for c in stays if self._free(c)][:leavers]:
            stays.remove(child)
            if child.may_grow_up() and self._rng.random() < _GROWN_UP_AT_EXIT:
                child.adult_at = self._number

    def _new(self, form: str) -> None:
        child = Child(first=self._number)
        child.form[self._number] = form
        self._children.append(child)
