"""What everybody can work out from what can no longer be hidden, and so is no secret.

Zeros that are shown (nobody hides one to protect another), what others publish, and what an earlier
release has shown stay known. A count that follows from these alone needs no room; demanding it
would ask for the impossible. It stays hidden where a rule says so, and everything else is protected
from one who knows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipelines.disclosure.counts import CountKey
from pipelines.disclosure.relations import Relations


def evident_counts(relations: Relations, given: Iterable[CountKey]) -> set[CountKey]:
    """The given counts and all that follow: the last unknown of a sum, what is at most nought."""
    sums = [(whole, *parts) for whole, parts in relations.sums]
    sums_of: defaultdict[CountKey, list[int]] = defaultdict(list)
    for number, members in enumerate(sums):
        for member in members:
            sums_of[member].append(number)
    smaller_of: defaultdict[CountKey, list[CountKey]] = defaultdict(list)
    for smaller, larger in relations.at_most:
        smaller_of[larger].append(smaller)
    unknown = [len(members) for members in sums]
    evident: set[CountKey] = set()
    waiting = list(given)
    while waiting:
        key = waiting.pop()
        if key in evident:
            continue
        evident.add(key)
        is_zero = relations.values[key] == 0
        waiting += smaller_of[key] if is_zero else ()
        for number in sums_of[key]:
            unknown[number] -= 1
            whole, *parts = sums[number]
            if unknown[number] == 1:
                waiting += [member for member in sums[number] if member not in evident]
            elif is_zero and key == whole:
                waiting += parts
    return evident
