"""Sums among unknown counts, kept reduced while one count after another becomes known.

Whole numbers of any size throughout, so nothing is ever rounded. Each row is a combination of
sums; it expresses one count (its pivot), which no other row holds, by counts that are no pivots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import gcd

Row = dict[int, int]


class Elimination:
    """Rows over unknown counts. ``late``: how late each count is shown; ``protected``: which."""

    def __init__(self, late: Sequence[int], protected: Sequence[bool]) -> None:
        """Begin without rows."""
        self._late = late
        self._protected = protected
        self._rows: dict[int, Row] = {}  # by pivot
        self._pivots: defaultdict[int, set[int]] = defaultdict(set)  # of the rows holding a count

    def add(self, row: Row) -> None:
        """One more sum: what these counts, times their factors, add up to is known."""
        row = dict(row)
        for count in [count for count in row if count in self._rows]:
            _subtract(row, self._rows[count], count)
        if row:
            self._express(max(row, key=lambda count: self._late[count]), row)

    def show(self, count: int) -> bool:
        """Make a count known, unless a protected one could be worked out then."""
        if count in self._rows:
            row = self._release(count)
            others = [other for other in row if other != count]
            if not others:
                return True  # could be worked out anyway
            self._express(min(others, key=self._busy), row)
        holders = sorted(self._pivots[count])
        if any(len(self._rows[pivot]) == 2 and self._protected[pivot] for pivot in holders):
            return False
        for pivot in holders:
            del self._rows[pivot][count]
        del self._pivots[count]
        return True

    def _busy(self, count: int) -> tuple[int, int]:
        return len(self._pivots[count]), -self._late[count]

    def _express(self, pivot: int, row: Row) -> None:
        """Let a row express a count, and take the count out of all other rows."""
        for holder in sorted(self._pivots.pop(pivot, ())):
            other = self._rows[holder]
            before = set(other)
            _subtract(other, row, pivot)
            for count in before - other.keys():
                self._pivots[count].discard(holder)
            for count in other.keys() - before:
                self._pivots[count].add(holder)
        self._rows[pivot] = row
        for count in row:
            if count != pivot:
                self._pivots[count].add(pivot)

    def _release(self, pivot: int) -> Row:
        """Take out the row that expresses a count."""
        row = self._rows.pop(pivot)
        for count in row:
            self._pivots[count].discard(pivot)
        return row


def _subtract(row: Row, other: Row, count: int) -> None:
    """Take as much of the other row from a row as makes a count vanish; keep factors small."""
    mine, theirs = row[count], other[count]
    divisor = gcd(mine, theirs)
    keep, take = theirs // divisor, mine // divisor
    if keep != 1:
        for other_count in row:
            row[other_count] *= keep
    for other_count, factor in other.items():
        left = row.get(other_count, 0) - take * factor
        if left:
            row[other_count] = left
        else:
            row.pop(other_count, None)
    if keep not in (1, -1):
        common = gcd(*row.values())
        for other_count in row:
            row[other_count] //= common
