"""Further counts to hide, so that a count the attacker guessed too closely gets room.

For a narrow count a linear programme looks for the cheapest direction in which it can be moved
``room - 1`` steps: moving a hidden count costs next to nothing, moving a shown one what it is
wanted, and it is hidden then. As every step is a table that fits, all counts that move get room.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pipelines.disclosure.attacker_bounds import own_bounds
from pipelines.disclosure.attacker_links import Links, connected
from pipelines.disclosure.attacker_seen import Seen
from pipelines.disclosure.problem import BoolArray, FloatArray, Problem
from pipelines.disclosure.repair_region import RegionRepair, Wall
from pipelines.disclosure.secondary import candidates


def repair(problem: Problem, is_hidden: BoolArray, narrow: Iterable[str]) -> BoolArray:
    """Hide what gives the narrow counts room; the same pattern if nothing can.

    Table by table first, all others left alone; then whatever hangs together.
    """
    left = set(np.searchsorted(problem.labels, sorted(narrow)).tolist())
    is_hidden = is_hidden.copy()
    can_hide = candidates(problem)
    low, high = own_bounds(problem, is_hidden | can_hide)
    wall = Wall(Links.of(problem), low, high, *own_bounds(problem, is_hidden), _cost(problem))
    seen = Seen(problem.size, problem.room)
    every = np.ones(len(wall.links.row), dtype=np.bool_)
    for uses in (wall.links.is_sum(), every):
        for columns in connected(wall.links, low < high, uses):
            inside = [count for count in columns.tolist() if count in left]
            if inside:
                region = RegionRepair(wall, columns, seen)
                left -= {count for count in inside if region.widen(count)}
                is_hidden[region.newly_hidden] = True
    return is_hidden


def _cost(problem: Problem) -> FloatArray:
    """What hiding a count costs: 1 for the least wanted of all."""
    can_hide = candidates(problem)
    least = problem.wanted[can_hide].min(initial=np.inf) if can_hide.any() else 0.0
    return np.asarray(np.maximum(problem.wanted - least, 0.0) + 1.0)
