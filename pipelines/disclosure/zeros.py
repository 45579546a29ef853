"""What everybody can see although it is hidden, because it follows from zeros that are shown.

Zeros are hidden where a table is unanimous. Where a region has nobody in a form, or nobody is in
another form at all, such a zero is no secret and needs no room; demanding it would ask for the
impossible, as no zero is ever hidden to protect another. Such a count stays hidden where a rule
says so, and everything else is protected from one who knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from pipelines.disclosure.counts import CountKey
from pipelines.disclosure.relations import Relations


def evident_zeros(relations: Relations, hidden: Set[CountKey]) -> set[CountKey]:
    """All zeros that follow from those that are not hidden, shown ones included."""
    zeros = {key for key, value in relations.values.items() if value == 0}
    evident = {key for key in zeros if key in relations.printed and key not in hidden}
    sums = [(whole, zeros.intersection(parts), len(parts)) for whole, parts in relations.sums]
    sums = [(whole, parts, size) for whole, parts, size in sums if whole in zeros]
    orders = [order for order in relations.at_most if order[1] in zeros]
    before = -1
    while before < len(evident):
        before = len(evident)
        evident.update(_following(sums, orders, evident))
    return evident


def evident_rests(
    relations: Relations, external: Set[CountKey], zeros: Set[CountKey]
) -> set[CountKey]:
    """The only part that is not nought of a whole that is published elsewhere."""
    found: set[CountKey] = set()
    for whole, parts in relations.sums:
        others = [part for part in parts if part not in zeros]
        if whole in external and len(others) == 1:
            found.update(others)
    return found


def _following(
    sums: Iterable[tuple[CountKey, set[CountKey], int]],
    orders: Iterable[tuple[CountKey, CountKey]],
    evident: Set[CountKey],
) -> set[CountKey]:
    found: set[CountKey] = set()
    for whole, parts, size in sums:
        if whole in evident:
            found |= parts
        elif len(parts) == size and parts <= evident:
            found.add(whole)
    return found | {smaller for smaller, larger in orders if larger in evident}
