"""The values that each count has been seen to take in tables that fit all that is shown."""

from __future__ import annotations

import numpy as np

from pipelines.disclosure.attacker_region import Region
from pipelines.disclosure.problem import NO_BOUND, BoolArray, IntArray


class Seen:
    """Up to ``room`` different deviations of every count; the truth (0) has been seen of all."""

    def __init__(self, size: int, room: int) -> None:
        """Nothing seen but the truth."""
        self.room = room
        self.values = np.full((size, max(room, 1)), NO_BOUND, dtype=np.int64)
        self.values[:, 0] = 0
        self.count = np.ones(size, dtype=np.int64)

    def is_enough(self, counts: IntArray | int) -> BoolArray:
        """For each of these whether as many values were seen as must stay possible."""
        return np.asarray(self.count[counts] >= self.room)

    def forget(self, counts: IntArray) -> None:
        """Begin anew with these."""
        self.values[counts, 1:] = NO_BOUND
        self.count[counts] = 1

    def has_seen(self, count: int, deviation: int) -> bool:
        """Whether a count has been seen with this deviation."""
        return bool(np.any(self.values[count] == deviation))

    def witness(self, region: Region, deviation: IntArray) -> bool:
        """Note a table, and those on the line from the truth through it; False if it is none."""
        if not region.fits(deviation):
            return False
        divisor = int(np.gcd.reduce(deviation))
        if divisor == 0:
            return True
        direction = deviation // divisor
        backward, forward = region.steps(direction)
        moved = np.flatnonzero(direction)
        counts, direction = region.columns[moved], direction[moved]
        for step in range(1, self.room):
            for way in (step, -step):
                if -backward <= way <= forward:
                    self._note(counts, way * direction)
        if divisor > forward or divisor >= self.room:
            self._note(counts, divisor * direction)
        return True

    def _note(self, counts: IntArray, deviations: IntArray) -> None:
        known = np.any(self.values[counts] == deviations[:, None], axis=1)
        new = ~known & (self.count[counts] < self.room)
        counts, deviations = counts[new], deviations[new]
        self.values[counts, self.count[counts]] = deviations
        self.count[counts] += 1
