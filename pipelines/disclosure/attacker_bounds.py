"""What an attacker knows of each count by itself, and what the sums add to that at once."""

from __future__ import annotations

import numpy as np

from pipelines.disclosure.attacker_links import Links
from pipelines.disclosure.problem import NO_BOUND, BoolArray, IntArray, Problem

# Bounds travel one link a round; what needs more rounds is left to the solver.
_ROUNDS = 20


def own_bounds(problem: Problem, is_hidden: BoolArray) -> tuple[IntArray, IntArray]:
    """The least and greatest deviation of each count, links left aside."""
    is_concealed = is_hidden | ~problem.is_printed
    low = np.where(is_concealed, problem.lower, problem.shown_low)
    high = np.where(is_concealed, problem.upper, problem.shown_high)
    low, high = low - problem.values, high - problem.values
    low[problem.is_known] = high[problem.is_known] = 0
    return low, high


def to_protect(problem: Problem, is_hidden: BoolArray) -> BoolArray:
    """Which counts need room: hidden ones, and small ones that could be worked out."""
    is_kept_back = is_hidden | (problem.is_sensitive & ~problem.is_printed)
    return np.asarray(is_kept_back & ~problem.is_known)


def tightened(links: Links, low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """The bounds that follow from each row and the bounds of the others in it, repeated."""
    low, high = low.copy(), high.copy()
    row, column, up = links.row, links.column, links.sign > 0
    for _ in range(_ROUNDS):
        before = low.sum(), high.sum()
        least = np.where(up, low[column], -high[column])
        most = np.where(up, high[column], -low[column])
        row_least, row_most = _total(least, links), _total(most, links)
        # What the others leave for this one; where a bound is none, nothing follows.
        at_most = links.row_high[row] - (row_least[row] - least)
        at_least = links.row_low[row] - (row_most[row] - most)
        half = NO_BOUND // 2
        at_most = np.where(np.abs(at_most) > half, NO_BOUND, at_most)
        at_least = np.where(np.abs(at_least) > half, -NO_BOUND, at_least)
        np.minimum.at(high, column, np.where(up, at_most, -at_least))
        np.maximum.at(low, column, np.where(up, at_least, -at_most))
        if before == (low.sum(), high.sum()):
            break
    return low, high


def _total(terms: IntArray, links: Links) -> IntArray:
    total = np.zeros(len(links.row_low), dtype=np.int64)
    np.add.at(total, links.row, terms)
    return total
