"""Tables within a region that show how many values its counts may have."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.disclosure.attacker_region import Region
from pipelines.disclosure.attacker_seen import Seen
from pipelines.disclosure.attacker_solver import TOLERANCE, Programme, whole
from pipelines.disclosure.problem import NO_BOUND, BoolArray, FloatArray, IntArray

# Odd and large: spreads the signs of neighbours evenly, the same way every time.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)

# Where a count without a bound is left; more values than any policy asks for lie before it.
_FAR = 1_000_000


class Prover:
    """Looks for tables in one region, all counts at once first, then one by one."""

    def __init__(self, region: Region, seen: Seen) -> None:
        """Begin with the truth."""
        self.region = region
        self.seen = seen
        self.solves = 0
        self._programme = Programme(region)
        self._exact: Programme | None = None

    def all_at_once(self, pending: BoolArray) -> None:
        """Move the pending counts (by position) up and down together, by few and by more.

        Windows of 1, 2, ... around the truth give the values next to it, which are mostly enough.
        """
        for step in range(1, self.seen.room):
            for signs in _signs(self.region.columns, step):
                is_open = pending & ~self.seen.is_enough(self.region.columns)
                if not np.any(is_open):
                    return
                low = np.where(is_open, np.maximum(self.region.low, -step), self.region.low)
                high = np.where(is_open, np.minimum(self.region.high, step), self.region.high)
                self._programme.bound(low, high)
                self._look(np.where(is_open, signs, 0.0))

    def has_room(self, position: int) -> bool:
        """Whether enough values of one count are possible in this region: exact."""
        count = int(self.region.columns[position])
        least, most = self._extremes(position)
        if most - least + 1 < self.seen.room:
            return False
        return any(self.seen.is_enough(count) for _ in self._values(position, least, most))

    def possible(self, position: int) -> list[int]:
        """All possible deviations of one count in this region, ascending."""
        return sorted(self._values(position, *self._extremes(position)))

    def _values(self, position: int, least: int, most: int) -> Iterator[int]:
        """The possible deviations of a count, from the truth outward."""
        yield 0
        for distance in range(1, max(-least, most) + 1):
            for value in (-distance, distance):
                if least <= value <= most and self._is_possible(position, value):
                    yield value

    def _extremes(self, position: int) -> tuple[int, int]:
        return self._extreme(position, 1.0), self._extreme(position, -1.0)

    def _extreme(self, position: int, sense: float) -> int:
        """The bound of a count that the rows leave, fractions allowed; at most far away."""
        self._programme.bound(self.region.low, self.region.high)
        low, high = self.region.low[position], self.region.high[position]
        self._programme.bound_one(position, max(low, -_FAR), min(high, _FAR))
        cost = np.zeros(self._programme.size)
        cost[position] = sense
        found = self._look(cost)
        if found is None:
            raise RuntimeError("The true counts do not fit themselves.")
        extreme = found[position]
        return int(np.ceil(extreme - TOLERANCE) if sense > 0 else np.floor(extreme + TOLERANCE))

    def _is_possible(self, position: int, value: int) -> bool:
        if self.seen.has_seen(int(self.region.columns[position]), value):
            return True
        self._programme.bound(self.region.low, self.region.high)
        self._programme.bound_one(position, value, value)
        found = self._look(np.zeros(self._programme.size))
        if found is None or self.region.fits(whole(found)):
            return found is not None
        if self._exact is None:
            self._exact = Programme(self.region)
            self._exact.whole_numbers()
        self._exact.bound(self.region.low, self.region.high)
        self._exact.bound_one(position, value, value)
        self.solves += 1
        found = self._exact.minimise(np.zeros(self._programme.size))
        return found is not None and self.seen.witness(self.region, whole(found))

    def _look(self, cost: FloatArray) -> FloatArray | None:
        self.solves += 1
        found = self._programme.minimise(cost)
        if found is not None:
            self.seen.witness(self.region, whole(found))
        return found


def without_room(prover: Prover, is_wanted: BoolArray) -> Iterator[int]:
    """The positions, of those wanted, of counts that have too few possible values there."""
    seen, columns = prover.seen, prover.region.columns
    prover.all_at_once(is_wanted)
    for position in np.flatnonzero(is_wanted & ~seen.is_enough(columns)).tolist():
        if not seen.is_enough(columns[position]) and not prover.has_room(position):
            yield position


def _signs(counts: IntArray, step: int) -> Iterator[FloatArray]:
    """Costs of +1 and -1 without a pattern that sums could follow, and the opposite ones."""
    mixed = (counts.astype(np.uint64) + np.uint64(step * NO_BOUND)) * _SPREAD
    signs = np.where((mixed >> np.uint64(40)) & np.uint64(1), 1.0, -1.0)
    yield signs
    yield -signs
