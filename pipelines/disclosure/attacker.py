"""What an attacker with all printed counts can still not tell apart.

The attacker knows every shown count (as rounded), what is public, all sums and "at most", that
counts are whole, and what hiding itself tells (at least 1). A count has room when enough tables
are found in which it differs; each is checked in whole numbers, so "green" trusts no solver.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.disclosure.attacker_bounds import own_bounds, tightened, to_protect
from pipelines.disclosure.attacker_links import Links, connected
from pipelines.disclosure.attacker_proofs import Prover, without_room
from pipelines.disclosure.attacker_region import Region
from pipelines.disclosure.attacker_seen import Seen
from pipelines.disclosure.problem import BoolArray, IntArray, Problem


@dataclass(frozen=True)
class Audit:
    """The attacker's verdict: green if each count to protect has room; else the narrow ones."""

    is_green: bool
    narrow: tuple[str, ...]  # labels of counts with too few possible values, sorted
    hidden_count: int  # printed counts that are hidden
    solves: int  # linear programmes solved


def audit(problem: Problem, is_hidden: BoolArray) -> Audit:
    """Attack a pattern: count for each hidden count the values that fit all that is shown.

    What must be hidden and is shown is given away without an attack.
    """
    attack = Attack(problem, is_hidden)
    narrow = np.union1d(attack.narrow(), np.flatnonzero(problem.must_hide & ~is_hidden))
    return Audit(
        is_green=not len(narrow),
        narrow=tuple(problem.labels[count] for count in narrow),
        hidden_count=int((is_hidden & problem.is_printed).sum()),
        solves=attack.solves,
    )


def possible_values(problem: Problem, is_hidden: BoolArray, count: int) -> list[int]:
    """All values of one count that fit all that is shown, ascending; for small problems."""
    attack = Attack(problem, is_hidden)
    columns = attack.component_of(count)
    prover = Prover(attack.region(columns), attack.seen)
    found = prover.possible(int(np.searchsorted(columns, count)))
    return [int(problem.values[count]) + deviation for deviation in found]


class Attack:
    """One attack on one pattern, from regions of one table to all that hangs together."""

    def __init__(self, problem: Problem, is_hidden: BoolArray) -> None:
        """Collect what the attacker knows."""
        self.solves = 0
        self.seen = Seen(problem.size, problem.room)
        self._links = Links.of(problem)
        self._low, self._high = tightened(self._links, *own_bounds(problem, is_hidden))
        self._is_free = np.asarray(self._low < self._high)
        self._is_wanted = to_protect(problem, is_hidden)
        self._room = problem.room

    def narrow(self) -> IntArray:
        """The counts to protect that have too few possible values."""
        spread = self._high - self._low + 1
        is_narrow = self._is_wanted & (spread < self._room)
        self._is_wanted = self._is_wanted & ~is_narrow
        every = np.ones(len(self._links.row), dtype=np.bool_)
        for block in connected(self._links, self._is_free, self._links.is_sum()):
            self._prove(block)
        for component in connected(self._links, self._is_free, every):
            is_narrow[self._prove(component)] = True
        return np.flatnonzero(is_narrow)

    def region(self, columns: IntArray) -> Region:
        """The region of some free counts."""
        return Region.of(self._links, columns, self._low, self._high)

    def component_of(self, count: int) -> IntArray:
        """All free counts linked to one; that one alone if it is not free."""
        every = np.ones(len(self._links.row), dtype=np.bool_)
        for component in connected(self._links, self._is_free, every):
            if count in component:
                return component
        return np.array([count], dtype=np.int64)

    def _prove(self, columns: IntArray) -> IntArray:
        """Look for room within some counts; return those of them that have none there."""
        is_wanted = np.asarray(self._is_wanted[columns] & ~self.seen.is_enough(columns))
        if not np.any(is_wanted):
            return columns[:0]
        prover = Prover(self.region(columns), self.seen)
        without = list(without_room(prover, is_wanted))
        self.solves += prover.solves
        return columns[without]
