"""What coarser figures would show: how many small counts would no longer be small.

An estimate, and said to be one: it counts what would reach the threshold, and neither what must
be hidden around the rest, nor that a child may be in several cut dates of a year. It tells no
number of persons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from models.disclosure import load_disclosure
from pipelines.disclosure.counts import CountKey, PrintedCounts, read_counts
from pipelines.disclosure.places import MUNICIPALITY
from pipelines.disclosure.policy import Policy
from pipelines.disclosure.primary import is_small

REGION_STEP = "region instead of municipality"
YEAR_STEP = "year instead of cut date"
MERGED_STEP = "a part together with the next larger one"


@dataclass(frozen=True)
class Coarsening:
    """Of ``small`` municipal counts of a key figure ``would_show`` would reach the threshold."""

    key_figure: str
    step: str
    small: int
    would_show: int


def coarsenings(
    key_figures: pa.Table, areas: Mapping[str, str], policy: Policy
) -> list[Coarsening]:
    """What each step would show of each key figure that has small counts, by unprotected figures.

    ``areas`` has the region of each municipality. A step that no count of the figure can take (a
    count without other parts, a year with one date, a region with one municipality) has no line.
    """
    counts = read_counts(key_figures)
    values = {key: value for key, value in counts.values.items() if value is not None}
    steps = _steps(values, areas)
    found = []
    for key_figure, small in sorted(_small_counts(counts, values, policy).items()):
        for step, coarser in steps.items():
            reached = [coarser[key] >= policy.threshold for key in small if key in coarser]
            if reached:
                found.append(Coarsening(key_figure, step, len(reached), sum(reached)))
    return found


def _small_counts(
    counts: PrintedCounts, values: Mapping[CountKey, int], policy: Policy
) -> dict[str, set[CountKey]]:
    """The small counts of municipalities by key figure."""
    small: defaultdict[str, set[CountKey]] = defaultdict(set)
    for row, *keys in zip(counts.rows, counts.numerator_of, counts.denominator_of, strict=True):
        if row.place.area_type == MUNICIPALITY:
            small[row.key_figure] |= {
                key for key in keys if key is not None and is_small(values[key], policy)
            }
    return small


def _steps(
    values: Mapping[CountKey, int], areas: Mapping[str, str]
) -> dict[str, dict[CountKey, int]]:
    """For each step the coarser count that a count would be in."""
    return {
        MERGED_STEP: _merged(values),
        REGION_STEP: _by_region(values, areas),
        YEAR_STEP: _by_year(values),
    }


def _by_region(values: Mapping[CountKey, int], areas: Mapping[str, str]) -> dict[CountKey, int]:
    """The municipalities of a region that are there; one alone would be no coarser."""
    regions: defaultdict[CountKey, list[int]] = defaultdict(list)
    of: dict[CountKey, CountKey] = {}
    for key, value in values.items():
        region = areas.get(key.place.area_code)
        if key.place.area_type == MUNICIPALITY and region:
            of[key] = key._replace(place=key.place._replace(area_code=region))
            regions[of[key]].append(value)
    return {key: sum(regions[one]) for key, one in of.items() if len(regions[one]) > 1}


def _by_year(values: Mapping[CountKey, int]) -> dict[CountKey, int]:
    """At least so many persons are counted in the year of a cut date: as on its fullest date."""
    years: defaultdict[CountKey, list[int]] = defaultdict(list)
    of: dict[CountKey, CountKey] = {}
    for key, value in values.items():
        year, _, rest = key.place.period.partition("-")
        if rest:
            of[key] = key._replace(place=key.place._replace(period=year))
            years[of[key]].append(value)
    return {key: max(years[year]) for key, year in of.items() if len(years[year]) > 1}


def _merged(values: Mapping[CountKey, int]) -> dict[CountKey, int]:
    """A part with the next larger part of its sum."""
    found: dict[CountKey, int] = {}
    for rule in load_disclosure().sums:
        for key, value in values.items():
            if key.name in rule.parts:
                others = (key._replace(name=name) for name in rule.parts if name != key.name)
                larger = _next_larger(value, (values[other] for other in others if other in values))
                if larger is not None:
                    found[key] = value + larger
    return found


def _next_larger(value: int, others: Iterable[int]) -> int | None:
    return min((other for other in others if other >= value), default=None)
