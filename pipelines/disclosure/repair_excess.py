"""Counts that need not stay hidden after repair: what it hid may protect what others did before.

Tried one after another, the most wanted first, each within its own table.
"""

from __future__ import annotations

import numpy as np

from pipelines.disclosure.attacker_bounds import own_bounds, to_protect
from pipelines.disclosure.attacker_links import Links, connected
from pipelines.disclosure.attacker_proofs import Prover, without_room
from pipelines.disclosure.attacker_region import Region
from pipelines.disclosure.attacker_seen import Seen
from pipelines.disclosure.problem import BoolArray, IntArray, Problem

# A try takes some hundredths of a second, and a country has thousands of suspects.
_MOST_TRIES = 6_000


def show_excess(problem: Problem, is_hidden: BoolArray, repaired: BoolArray) -> BoolArray:
    """Show what can be shown again of the counts that share a sum with repaired ones.

    Counts of other tables are left alone, so whether they keep room is the attacker's to say.
    """
    links = Links.of(problem)
    sums = np.zeros(len(links.row_low), dtype=np.bool_)
    sums[links.row[repaired[links.column] & links.is_sum()]] = True
    suspects = np.zeros(problem.size, dtype=np.bool_)
    suspects[links.column[sums[links.row]]] = True
    suspects &= is_hidden & ~problem.must_hide
    order = np.flatnonzero(suspects)
    order = order[np.argsort(-problem.wanted[order], kind="stable")][:_MOST_TRIES]
    excess = _Excess(problem, is_hidden, links)
    low, high = own_bounds(problem, is_hidden)
    for block in connected(links, low < high, links.is_sum()):
        for count in order[np.isin(order, block)].tolist():
            excess.try_to_show(count, block)
    return excess.is_hidden


class _Excess:
    """A pattern that is shown more and more of."""

    def __init__(self, problem: Problem, is_hidden: BoolArray, links: Links) -> None:
        self.is_hidden = is_hidden.copy()
        self._problem = problem
        self._links = links
        self._seen = Seen(problem.size, problem.room)
        self._low, self._high = own_bounds(problem, is_hidden)
        self._wanted = to_protect(problem, is_hidden)

    def try_to_show(self, count: int, block: IntArray) -> None:
        """Show a count if all others of its block keep room."""
        before = self._low[count], self._high[count]
        value = self._problem.values[count]
        self._low[count] = self._problem.shown_low[count] - value
        self._high[count] = self._problem.shown_high[count] - value
        self._wanted[count] = False
        if self._have_room(block[self._low[block] < self._high[block]], self._mates(count)):
            self.is_hidden[count] = False
        else:
            self._low[count], self._high[count] = before
            self._wanted[count] = True

    def _mates(self, count: int) -> IntArray:
        """The counts that share a sum with one."""
        rows = self._links.row[self._links.entries_of(np.array([count]))]
        return np.unique(self._links.column[np.isin(self._links.row, rows)])

    def _have_room(self, columns: IntArray, mates: IntArray) -> bool:
        region = Region.of(self._links, columns, self._low, self._high)
        is_wanted = self._wanted[columns]
        if np.any(is_wanted & (region.high - region.low + 1 < self._seen.room)):
            return False
        self._seen.forget(columns)
        prover = Prover(region, self._seen)
        # Those next to it lose their room first, if any do.
        first = np.flatnonzero(is_wanted & np.isin(columns, mates)).tolist()
        if not all(prover.has_room(position) for position in first):
            return False
        return next(without_room(prover, is_wanted), None) is None
