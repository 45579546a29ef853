"""The problem of disclosure control that a table of key figures poses: labels, links, knowledge."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np

from models.disclosure import Disclosure
from pipelines.disclosure.counts import CountKey, PrintedCounts, upper_bounds
from pipelines.disclosure.evident import evident_counts
from pipelines.disclosure.memory import EarlierReleases
from pipelines.disclosure.places import wholes_of
from pipelines.disclosure.policy import Policy
from pipelines.disclosure.primary import is_small, sensitive_counts
from pipelines.disclosure.problem import BoolArray, FloatArray, IntArray, Problem, Sum
from pipelines.disclosure.relations import Relations
from pipelines.disclosure.rounding import interval

# Among counts that are wanted alike the larger one is shown: it has more to tell.
_HALF_WANTED = 100.0


@dataclass(frozen=True)
class FiguresProblem:
    """A problem, and where the count of each key is in it."""

    problem: Problem
    index: dict[CountKey, int]


def build(
    counts: PrintedCounts,
    relations: Relations,
    disclosure: Disclosure,
    policy: Policy,
    earlier: EarlierReleases,
    areas: Mapping[str, str],
) -> FiguresProblem:
    """Put together what the engine needs; all of it in the order of the labels."""
    keys = tuple(sorted(relations.values, key=lambda key: key.label))
    index = {key: number for number, key in enumerate(keys)}
    values = np.array([relations.values[key] for key in keys], dtype=np.int64)
    record = {each.name: each for each in disclosure.counts}
    by_rule = sensitive_counts(counts, relations.values, policy, earlier, areas)
    by_rule |= {
        key
        for key, value in relations.values.items()
        if key.name in record and record[key.name].sensitive and is_small(value, policy)
    }
    hidden = (by_rule | earlier.hidden) & relations.printed
    external = _external(relations, disclosure, policy, areas)
    before = {key for key, value in relations.values.items() if earlier.has_shown(key, value)}
    zeros = {key for key in relations.printed - hidden if relations.values[key] == 0}
    known = evident_counts(relations, external | before | zeros)
    is_printed, must_hide = _where(keys, relations.printed), _where(keys, hidden)
    shown_low, shown_high = interval(values, policy)
    problem = Problem(
        labels=tuple(key.label for key in keys),
        values=values,
        sums=tuple(
            Sum(index[whole], tuple(sorted(index[part] for part in parts)))
            for whole, parts in relations.sums
        ),
        at_most=tuple((index[smaller], index[larger]) for smaller, larger in relations.at_most),
        is_printed=is_printed,
        is_known=_where(keys, known),
        is_sensitive=_where(keys, by_rule),
        must_hide=must_hide,
        wanted=_wanted(keys, values, disclosure),
        # Zeros are hidden where a table is unanimous only, or where few have become none.
        lower=(is_printed & ~(must_hide & (values == 0))).astype(np.int64),
        upper=upper_bounds(keys, values, counts.upper),
        shown_low=shown_low,
        shown_high=shown_high,
        room=policy.threshold - 1,
    )
    return FiguresProblem(problem, index)


def _external(
    relations: Relations, disclosure: Disclosure, policy: Policy, areas: Mapping[str, str]
) -> set[CountKey]:
    """The counts that somebody else publishes: not those of few persons, nor a sum over such."""
    names = {each.name for each in disclosure.counts if each.known}
    found = {key: value for key, value in relations.values.items() if key.name in names}
    unpublished = {key for key, value in found.items() if is_small(value, policy)}
    for name, place in tuple(unpublished):
        for whole in wholes_of(place, areas):
            unpublished.add(CountKey(name, whole))
    return found.keys() - unpublished


def _where(keys: tuple[CountKey, ...], chosen: Set[CountKey]) -> BoolArray:
    return np.array([key in chosen for key in keys], dtype=np.bool_)


def _wanted(keys: tuple[CountKey, ...], values: IntArray, disclosure: Disclosure) -> FloatArray:
    area = {each.area_type: each.wanted for each in disclosure.areas}
    name = {each.name: each.wanted for each in disclosure.counts}
    base = np.array([name.get(key.name, 1.0) for key in keys])
    factor = np.array([area.get(key.place.area_type, 1.0) for key in keys])
    return np.asarray(factor * (base + values / (values + _HALF_WANTED)))
