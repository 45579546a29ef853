"""How counts hang together, as one sparse matrix over deviations from the truth.

An attacker's alternative to the true counts is a vector of deviations that keeps every sum
(row of 0) and every "at most" (row up to its slack). Nought always fits: the truth is possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pipelines.disclosure.problem import NO_BOUND, BoolArray, IntArray, Problem


@dataclass(frozen=True)
class Links:
    """Entries of the matrix sorted by column (count); rows are first the sums, then at most."""

    row: IntArray
    column: IntArray
    sign: IntArray
    column_start: IntArray  # where the entries of a count begin; one longer than the counts
    row_low: IntArray
    row_high: IntArray

    @classmethod
    def of(cls, problem: Problem) -> Links:
        """The links of all counts of a problem, in an order of their own.

        A solver may choose otherwise among equals when rows come in another order.
        """
        sums = sorted({(total.whole, tuple(sorted(total.parts))) for total in problem.sums})
        at_most = sorted(set(problem.at_most))
        rows: list[int] = []
        columns: list[int] = []
        signs: list[int] = []
        for row, (whole, parts) in enumerate(sums):
            rows += [row] * (len(parts) + 1)
            columns += [*parts, whole]
            signs += [1] * len(parts) + [-1]
        slack = []
        for row, (smaller, larger) in enumerate(at_most, start=len(sums)):
            rows += [row, row]
            columns += [smaller, larger]
            signs += [1, -1]
            slack.append(int(problem.values[larger] - problem.values[smaller]))
        column = np.array(columns, dtype=np.int64)
        order = np.argsort(column, kind="stable")
        column = column[order]
        return cls(
            row=np.array(rows, dtype=np.int64)[order],
            column=column,
            sign=np.array(signs, dtype=np.int64)[order],
            column_start=np.searchsorted(column, np.arange(problem.size + 1)),
            row_low=np.array([0] * len(sums) + [-NO_BOUND] * len(slack), dtype=np.int64),
            row_high=np.array([0] * len(sums) + slack, dtype=np.int64),
        )

    def is_sum(self) -> BoolArray:
        """For each entry whether it belongs to a sum."""
        return np.asarray(self.row_low[self.row] == 0)

    def entries_of(self, columns: IntArray) -> IntArray:
        """Where the entries of these counts stand, in their order."""
        starts, ends = self.column_start[columns], self.column_start[columns + 1]
        lengths = ends - starts
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.asarray(np.repeat(starts, lengths) + offsets)


def groups(size: int, pairs: Iterable[tuple[int, int]]) -> IntArray:
    """For each of ``size`` things the smallest of those it is linked to, itself included."""
    parent = list(range(size))

    def root(thing: int) -> int:
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for one, other in pairs:
        first, second = root(one), root(other)
        parent[max(first, second)] = min(first, second)
    return np.array([root(thing) for thing in range(size)], dtype=np.int64)


def connected(links: Links, is_free: BoolArray, uses: BoolArray) -> list[IntArray]:
    """The free counts in groups linked by the entries that ``uses`` names, smallest first."""
    chosen = np.flatnonzero(uses & is_free[links.column])
    order = chosen[np.argsort(links.row[chosen], kind="stable")]
    rows, columns = links.row[order], links.column[order]
    same = rows[1:] == rows[:-1]
    pairs = zip(columns[:-1][same].tolist(), columns[1:][same].tolist(), strict=True)
    group = groups(len(is_free), pairs)
    free = np.flatnonzero(is_free)
    order = np.argsort(group[free], kind="stable")
    borders = np.flatnonzero(np.diff(group[free][order])) + 1
    return [part for part in np.split(free[order], borders) if len(part)]
