"""What disclosure control works on: counts, how they hang together, and what is said of them.

Nothing here knows of municipalities or key figures: who builds a problem from the marts gives
every count a label, and gets back which of them to hide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

# Larger than any population, and still exact as a float.
NO_BOUND = 10**12


@dataclass(frozen=True)
class Sum:
    """One count is the sum of others: indices into the labels of the problem."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """Counts (persons, non-negative), each with what an attacker knows; arrays as long as labels.

    A count is *unknown* to begin with, or known whatever we print. An unknown one that is printed
    is shown or hidden; one that is never printed is unknown for ever, and may still be worked out.
    """

    labels: tuple[str, ...]  # unique and sorted; the order decides between equals
    values: IntArray  # the true counts
    sums: tuple[Sum, ...]
    at_most: tuple[tuple[int, int], ...]  # (smaller, larger)
    is_printed: BoolArray  # has a cell in the release
    is_known: BoolArray  # public, external, or shown in an earlier release with this value
    is_sensitive: BoolArray  # by a rule
    must_hide: BoolArray  # sensitive and printed, hidden before, or part of a unanimous table
    wanted: FloatArray  # higher: shown first
    lower: IntArray  # what an attacker knows of a hidden one: 1, or 0 where zeros are hidden, too
    upper: IntArray  # such as the population, or NO_BOUND
    shown_low: IntArray  # what showing a count tells: its value, or where rounding leaves it
    shown_high: IntArray
    room: int  # so many values of a hidden count must stay possible

    def __post_init__(self) -> None:
        """Refuse a problem that contradicts itself: what follows would protect another one.

        Raises:
            ValueError: arrays of other lengths, labels out of order, true counts that break a sum
                or a bound; names the count, never its value.
        """
        _check_form(self)
        _check_truth(self)

    @property
    def size(self) -> int:
        """The number of counts."""
        return len(self.labels)


def _check_form(problem: Problem) -> None:
    arrays = (
        *(problem.values, problem.is_printed, problem.is_known, problem.is_sensitive),
        *(problem.must_hide, problem.wanted, problem.lower, problem.upper),
        *(problem.shown_low, problem.shown_high),
    )
    if any(len(array) != problem.size for array in arrays):
        raise ValueError(f"Every array needs {problem.size} entries, one for each label.")
    for earlier, later in zip(problem.labels, problem.labels[1:], strict=False):
        if earlier >= later:
            raise ValueError(f"Labels must be unique and sorted: {later!r} follows {earlier!r}.")
    if np.any(problem.must_hide & ~problem.is_printed):
        label = problem.labels[int(np.argmax(problem.must_hide & ~problem.is_printed))]
        raise ValueError(f"{label} is to be hidden, but nothing prints it.")


def _check_truth(problem: Problem) -> None:
    values = problem.values
    outside = (values < problem.shown_low) | (values > problem.shown_high) | (values < 0)
    is_concealed = problem.must_hide | ~problem.is_printed
    outside |= ~problem.is_known & is_concealed & (values < problem.lower)
    outside |= ~problem.is_known & (values > problem.upper)
    if np.any(outside):
        label = problem.labels[int(np.argmax(outside))]
        raise ValueError(f"{label} lies outside of what is said about it (lower, upper, shown).")
    for total in problem.sums:
        if values[total.whole] != values[list(total.parts)].sum():
            raise ValueError(f"{problem.labels[total.whole]} is not the sum of its parts.")
    for smaller, larger in problem.at_most:
        if values[smaller] > values[larger]:
            low, high = problem.labels[smaller], problem.labels[larger]
            raise ValueError(f"{low} is said to be at most {high}, and is more.")
