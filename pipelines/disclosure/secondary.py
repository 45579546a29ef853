"""Secondary suppression by Gaussian elimination: the most wanted counts are shown first.

After Langsrud (GaussSuppression, Statistics Norway), seen from the sums instead of the inner
cells: a count is worked out when some combination of sums leaves it as the only unknown. The
candidates are shown one after another; one stays hidden if showing it would let a count to
protect be worked out. This says nothing of how closely a hidden count can be guessed, which is
the attacker's and the repair's affair.
"""

from __future__ import annotations

import numpy as np

from pipelines.disclosure.attacker_bounds import to_protect
from pipelines.disclosure.problem import BoolArray, Problem
from pipelines.disclosure.secondary_elimination import Elimination


def candidates(problem: Problem) -> BoolArray:
    """Which counts may be shown or hidden as protecting others asks: nobody hides a zero."""
    is_open = problem.is_printed & ~problem.is_known & ~problem.must_hide
    return np.asarray(is_open & (problem.values > 0))


def hide_secondary(problem: Problem) -> BoolArray:
    """The counts that must be hidden, and those without which one could be worked out."""
    is_exact = problem.shown_low == problem.shown_high
    is_candidate = candidates(problem)
    is_unknown = is_candidate | ~problem.is_known & (problem.must_hide | ~problem.is_printed)
    is_unknown |= ~problem.is_known & ~is_exact
    protected = to_protect(problem, problem.must_hide)
    # What is wanted least is expressed by the others: showing those others is cheap then.
    order = np.lexsort((np.arange(problem.size), -problem.wanted))
    late = np.empty(problem.size, dtype=np.int64)
    late[order] = np.arange(problem.size)
    late[~is_candidate] += problem.size
    elimination = Elimination(late.tolist(), protected.tolist())
    for total in problem.sums:
        row = {part: 1 for part in total.parts if is_unknown[part]}
        if is_unknown[total.whole]:
            row[total.whole] = -1
        elimination.add(row)
    is_hidden = problem.must_hide.copy()
    # A rounded count may be shown and still be anything within its interval.
    for count in order[(is_candidate & is_exact)[order]].tolist():
        is_hidden[count] = not elimination.show(count)
    return is_hidden
