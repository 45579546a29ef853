"""Tables for the tests: literal ones in words, and generated ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies
from numpy.typing import NDArray

from pipelines.disclosure.problem import NO_BOUND, BoolArray, Problem, Sum

TOTAL, REGION = "Total", "Region"


def problem_of(
    values: Mapping[str, int],
    sums: Mapping[str, Sequence[str]] | Iterable[tuple[str, Sequence[str]]] = (),
    *,
    at_most: Iterable[tuple[str, str]] = (),
    never_printed: Iterable[str] = (),
    known: Iterable[str] = (),
    threshold: int = 5,
    wanted: Mapping[str, float] | None = None,
    **arrays: Any,
) -> Problem:
    """A problem in words. Small counts are sensitive; larger ones are wanted more."""
    labels = tuple(sorted(values))
    index = {label: number for number, label in enumerate(labels)}
    counts = np.array([values[label] for label in labels], dtype=np.int64)
    is_printed = np.array([label not in set(never_printed) for label in labels])
    is_known = np.array([label in set(known) for label in labels])
    is_small = (counts > 0) & (counts < threshold) & ~is_known
    pairs = sums.items() if isinstance(sums, Mapping) else sums
    return replace(
        Problem(
            labels=labels,
            values=counts,
            sums=tuple(
                Sum(index[whole], tuple(index[part] for part in parts)) for whole, parts in pairs
            ),
            at_most=tuple((index[smaller], index[larger]) for smaller, larger in at_most),
            is_printed=is_printed,
            is_known=is_known,
            is_sensitive=is_small,
            must_hide=is_small & is_printed,
            wanted=np.array([float((wanted or values)[label]) for label in labels]),
            lower=is_printed.astype(np.int64),
            upper=np.full(len(labels), NO_BOUND),
            shown_low=counts,
            shown_high=counts,
            room=threshold - 1,
        ),
        **arrays,
    )


def table(cells: Any, *, has_region: bool = False, **settings: Any) -> Problem:
    """A table of one to three dimensions with all its totals; labels such as ``"0 Total"``.

    With a region, all rows but the first are summed up in between.
    """
    inner = np.array(cells)
    rows = [str(row) for row in range(len(inner))]
    values, sums = _with_totals(inner, rows)
    if has_region:
        halves = np.stack([inner[0], inner[1:].sum(axis=0)])
        more_values, more_sums = _with_totals(halves, [rows[0], REGION])
        values |= more_values
        sums += more_sums
        for whole in more_values:
            if whole.startswith(REGION):
                rest = whole.removeprefix(REGION)
                sums.append((whole, [row + rest for row in rows[1:]]))
    return problem_of(values, sums, **settings)


def _with_totals(
    inner: NDArray[np.int64], rows: Sequence[str]
) -> tuple[dict[str, int], list[tuple[str, list[str]]]]:
    full = inner
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    names = [[*rows, TOTAL], *([*map(str, range(size)), TOTAL] for size in inner.shape[1:])]

    def label(place: Sequence[int]) -> str:
        return " ".join(name[at] for name, at in zip(names, place, strict=True))

    values, sums = {}, []
    for place in product(*(range(length) for length in full.shape)):
        values[label(place)] = int(full[place])
        for axis, length in enumerate(inner.shape):
            if place[axis] == length:
                parts = [(*place[:axis], part, *place[axis + 1 :]) for part in range(length)]
                sums.append((label(place), [label(part) for part in parts]))
    return values, sums


def pattern(problem: Problem, hidden: Iterable[str]) -> BoolArray:
    """The counts with these labels."""
    names = set(hidden)
    assert names <= set(problem.labels)
    return np.array([label in names for label in problem.labels])


def names(problem: Problem, chosen: BoolArray) -> set[str]:
    """The labels of these counts."""
    return {problem.labels[count] for count in np.flatnonzero(chosen)}


@strategies.composite
def tables(draw: strategies.DrawFn) -> Problem:
    """Tables of one to three dimensions and two levels: many zeros and small counts, known and
    never printed ones, order between counts, groups of cells (of one cell, too) within the totals.
    """
    shape = draw(
        strategies.sampled_from([(2,), (3,), (4,), (2, 2), (2, 3), (3, 2), (3, 3), (2, 2, 2)])
    )
    size = int(np.prod(shape))
    persons = strategies.one_of(strategies.integers(0, 4), strategies.integers(0, 12))
    cells = np.array(draw(strategies.lists(persons, min_size=size, max_size=size))).reshape(shape)
    has_region = draw(strategies.booleans())
    plain = table(cells, has_region=has_region)
    labels = list(plain.labels)
    values = dict(zip(labels, plain.values.tolist(), strict=True))
    few = strategies.sets(strategies.sampled_from(labels), max_size=1)
    pairs = strategies.lists(
        strategies.tuples(strategies.sampled_from(labels), strategies.sampled_from(labels)),
        max_size=2,
    )
    made = table(
        cells,
        has_region=has_region,
        threshold=draw(strategies.sampled_from([3, 5])),
        never_printed=draw(few),
        known=draw(few),
        at_most=[pair for pair in draw(pairs) if pair[0] != pair[1] and _keeps(values, pair)],
    )
    return replace(made, upper=made.values + draw(strategies.integers(2, 15)))


def _keeps(values: Mapping[str, int], pair: tuple[str, str]) -> bool:
    return values[pair[0]] <= values[pair[1]]
