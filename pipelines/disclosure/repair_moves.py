"""The cheapest way to move one count so far that enough of its values become possible.

Every count gets columns for going up and down: free ones as far as what is shown of it leaves
open, paid ones beyond that, which hide it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pipelines.disclosure.attacker_region import Region
from pipelines.disclosure.attacker_solver import TOLERANCE, Programme
from pipelines.disclosure.problem import NO_BOUND, FloatArray, IntArray

# Against moves to no purpose: far less than hiding anything, for which 1 is the least cost.
_NEXT_TO_NOTHING = 1e-4


@dataclass(frozen=True)
class Move:
    """Deviations of the counts of a region at their cheapest, and what hiding they cost."""

    deviation: FloatArray
    paid: IntArray  # positions of the counts that must be hidden for it
    cost: float


class Moves:
    """Moves of a region whose steps ``forward`` and ``backward`` from the truth must all fit."""

    def __init__(
        self, region: Region, shown: Region, cost: FloatArray, forward: int, backward: int
    ) -> None:
        """``region``: bounds once hidden; ``shown``: bounds as printed now; ``cost``: of hiding."""
        self._size = len(region.columns)
        self._cost = np.concatenate([np.full(2 * self._size, _NEXT_TO_NOTHING), cost, cost])
        up, down = _capacity(region.low, region.high, forward, backward)
        free_up, free_down = _capacity(shown.low, shown.high, forward, backward)
        self._capacity = np.concatenate([free_up, free_down, up - free_up, down - free_down])
        row_up, row_down = _capacity(region.row_low, region.row_high, forward, backward)
        columns = [region.column + part * self._size for part in range(4)]
        signs = [region.sign, -region.sign, region.sign, -region.sign]
        row = np.tile(region.row, 4)
        order = np.argsort(row, kind="stable")
        self._programme = Programme(
            replace(
                region,
                columns=np.arange(4 * self._size),
                low=np.zeros(4 * self._size, dtype=np.int64),
                high=self._capacity,
                row=row[order],
                column=np.concatenate(columns)[order],
                sign=np.concatenate(signs)[order],
                row_low=-row_down,
                row_high=row_up,
            )
        )

    def hide(self, positions: IntArray) -> None:
        """From now on moving these counts is free."""
        for part in (2, 3):
            self._cost[positions + part * self._size] = _NEXT_TO_NOTHING

    def cheapest(self, position: int, amount: int) -> Move | None:
        """Move one count by this much, up or (negative) down; None if it cannot."""
        low, high = np.zeros(4 * self._size), self._capacity.astype(np.float64)
        columns = position + np.arange(4) * self._size
        against = columns[[1, 3]] if amount > 0 else columns[[0, 2]]
        along = columns[[0, 2]] if amount > 0 else columns[[1, 3]]
        if self._capacity[along].sum() < abs(amount):
            return None
        high[against] = 0
        free = min(abs(amount), int(self._capacity[along[0]]))
        low[along[0]] = high[along[0]] = free
        low[along[1]] = high[along[1]] = abs(amount) - free
        self._programme.bound(low, high)
        found = self._programme.minimise(self._cost)
        if found is None:
            return None
        parts = found.reshape(4, self._size)
        paid = np.flatnonzero(parts[2] + parts[3] > TOLERANCE)
        return Move(parts[0] - parts[1] + parts[2] - parts[3], paid, float(found @ self._cost))


def _capacity(
    low: IntArray, high: IntArray, forward: int, backward: int
) -> tuple[IntArray, IntArray]:
    """How far one step may go up and down, if so many steps each way stay within bounds."""
    none = np.full(len(low), NO_BOUND, dtype=np.int64)
    high_forward = high // forward if forward else none
    low_forward = -low // forward if forward else none
    high_backward = high // backward if backward else none
    low_backward = -low // backward if backward else none
    return np.minimum(high_forward, low_backward), np.minimum(low_forward, high_backward)
