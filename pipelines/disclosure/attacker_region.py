"""A part of the counts, with the links among them; all counts outside stay at their truth.

What is possible with everything outside unmoved is possible altogether, so a region proves
room. That there is no room is proved only by a region that no link leaves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.disclosure.attacker_links import Links
from pipelines.disclosure.problem import NO_BOUND, IntArray


@dataclass(frozen=True)
class Region:
    """Deviations of some counts: bounds of each, and rows (sorted) that their sums must keep."""

    columns: IntArray  # the counts, ascending
    low: IntArray
    high: IntArray
    row: IntArray  # entries: the row within the region,
    column: IntArray  # ... the position among the columns,
    sign: IntArray
    row_low: IntArray
    row_high: IntArray

    @classmethod
    def of(cls, links: Links, columns: IntArray, low: IntArray, high: IntArray) -> Region:
        """The region of these counts; ``low`` and ``high`` are the bounds of all counts.

        A link to only one count of the region is a bound of it.
        """
        entries = links.entries_of(columns)
        rows, column, sign = links.row[entries], links.column[entries], links.sign[entries]
        column = np.searchsorted(columns, column)
        low, high = low[columns].copy(), high[columns].copy()
        _, inverse, counts = np.unique(rows, return_inverse=True, return_counts=True)
        alone = counts[inverse] == 1
        row_low, row_high = links.row_low[rows[alone]], links.row_high[rows[alone]]
        is_positive = sign[alone] > 0
        np.maximum.at(low, column[alone], np.where(is_positive, row_low, -row_high))
        np.minimum.at(high, column[alone], np.where(is_positive, row_high, -row_low))
        together = np.flatnonzero(~alone)
        kept, row = np.unique(rows[together], return_inverse=True)
        order = np.argsort(row, kind="stable")
        return cls(
            columns=columns,
            low=low,
            high=high,
            row=row[order],
            column=column[together][order],
            sign=sign[together][order],
            row_low=links.row_low[kept],
            row_high=links.row_high[kept],
        )

    def activity(self, deviation: IntArray) -> IntArray:
        """What the rows add up to."""
        terms = (self.sign * deviation[self.column]).astype(np.float64)
        # Sums of at most 10**12 are exact as floats.
        found = np.bincount(self.row, weights=terms, minlength=len(self.row_low))
        return np.asarray(found.astype(np.int64))

    def fits(self, deviation: IntArray) -> bool:
        """Whether whole numbers keep every bound and row: a proof that owes nothing to a solver."""
        if np.any(deviation < self.low) or np.any(deviation > self.high):
            return False
        activity = self.activity(deviation)
        return bool(np.all(activity >= self.row_low) and np.all(activity <= self.row_high))

    def steps(self, direction: IntArray) -> tuple[int, int]:
        """How often a direction can be gone backward and forward from the truth, both >= 0."""
        moves = np.concatenate([direction, self.activity(direction)])
        low = np.concatenate([self.low, self.row_low])
        high = np.concatenate([self.high, self.row_high])
        up, down = moves > 0, moves < 0
        size = np.abs(moves)
        forward = np.concatenate([high[up] // size[up], -low[down] // size[down]])
        backward = np.concatenate([-low[up] // size[up], high[down] // size[down]])
        return (
            int(backward.min(initial=NO_BOUND)),
            int(forward.min(initial=NO_BOUND)),
        )
