"""The histories of one municipality's children, cut date by cut date."""

from __future__ import annotations

from random import Random

from .home_based import HomeBasedStep
from .persons import Child, settle_birthday
from .placements import PlacementStep
from .targets import DATES, Targets


def simulate(wanted: Targets, rng: Random) -> list[Child]:
    """Children whose states on the nine cut dates give the wanted counts, exits and movements."""
    children: list[Child] = []
    for form, counts in wanted.placed.items():
        for _ in range(counts[0]):
            child = Child(first=0)
            child.form[0] = form
            children.append(child)
    HomeBasedStep(children, 0, wanted, rng).run()
    for number in range(1, len(DATES)):
        PlacementStep(children, number, wanted, rng).run()
        HomeBasedStep(children, number, wanted, rng).run()
    for child in children:
        child.born = settle_birthday(child, rng)
    return children
