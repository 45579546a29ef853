"""All that an attacker with endless time can make of what is shown.

Nothing of the engine is used but the problem itself: every table of whole numbers is tried.
"""

from __future__ import annotations

import numpy as np

from pipelines.disclosure.problem import BoolArray, Problem


def brute_force(problem: Problem, is_hidden: BoolArray, count: int) -> list[int]:
    """Every value of one count for which some table of whole numbers fits all that is shown."""
    low, high = [], []
    for number in range(problem.size):
        value = int(problem.values[number])
        if problem.is_known[number]:
            bounds = (value, value)
        elif is_hidden[number] or not problem.is_printed[number]:
            bounds = (int(problem.lower[number]), int(problem.upper[number]))
        else:
            bounds = (int(problem.shown_low[number]), int(problem.shown_high[number]))
        low.append(bounds[0])
        high.append(bounds[1])
    assert max(high) < 1_000, "brute force needs bounds"
    found = []
    for value in range(low[count], high[count] + 1):
        trial_low, trial_high = [*low], [*high]
        trial_low[count] = trial_high[count] = value
        if _exists(problem, trial_low, trial_high):
            found.append(value)
    return found


def _exists(problem: Problem, low: list[int], high: list[int]) -> bool:
    """Depth first: settle one count after another, give up where a sum can no longer be kept."""
    if not _narrow_down(problem, low, high):
        return False
    open_counts = [number for number in range(problem.size) if low[number] < high[number]]
    if not open_counts:
        return True
    count = min(open_counts, key=lambda number: high[number] - low[number])
    for value in range(low[count], high[count] + 1):
        trial_low, trial_high = [*low], [*high]
        trial_low[count] = trial_high[count] = value
        if _exists(problem, trial_low, trial_high):
            return True
    return False


def _narrow_down(problem: Problem, low: list[int], high: list[int]) -> bool:
    changed = True
    while changed:
        before = (*low, *high)
        for total in problem.sums:
            whole, parts = total.whole, total.parts
            low[whole] = max(low[whole], sum(low[part] for part in parts))
            high[whole] = min(high[whole], sum(high[part] for part in parts))
            for part in parts:
                others = [other for other in parts if other != part]
                low[part] = max(low[part], low[whole] - sum(high[other] for other in others))
                high[part] = min(high[part], high[whole] - sum(low[other] for other in others))
        for smaller, larger in problem.at_most:
            high[smaller] = min(high[smaller], high[larger])
            low[larger] = max(low[larger], low[smaller])
        if any(least > most for least, most in zip(low, high, strict=True)):
            return False
        changed = before != (*low, *high)
    return True


def narrow_by_brute_force(problem: Problem, is_hidden: BoolArray) -> set[str]:
    """The counts to protect that have fewer than ``room`` possible values."""
    is_kept_back = is_hidden | problem.is_sensitive & ~problem.is_printed
    return {
        problem.labels[count]
        for count in np.flatnonzero(is_kept_back & ~problem.is_known).tolist()
        if len(brute_force(problem, is_hidden, count)) < problem.room
    }
