"""An invented country as a problem: as many municipalities, dates and small counts as Denmark."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.country_counts import AT_MOST, NEVER_PRINTED, SUMS, Counts, cut_dates, region_of
from pipelines.disclosure.problem import NO_BOUND, Problem, Sum

# One wants to see the country first, then regions; totals before what they are made of.
_AREA_WANTED = {"country": 300.0, "region": 200.0, "municipality": 100.0}
_TOTAL_WANTED = 50.0


def national_problem(
    municipalities: int, dates: int, threshold: int, share: float = 1.0
) -> Problem:
    """All person figures of a country with this share of the children."""
    country = _Country(threshold)
    past: dict[str, Counts] = {}
    for date, areas in enumerate(cut_dates(municipalities, dates, share)):
        country.add(f"{date:02}", areas, past)
        past = areas
    return country.problem()


def rounded(problem: Problem, base: int) -> Problem:
    """The same with what is shown rounded to multiples of a base (odd), noughts left as they are.

    A shown count is none of the small ones, so it is at least 1.
    """
    nearest = (problem.values + base // 2) // base * base
    is_some = problem.values > 0
    return replace(
        problem,
        shown_low=np.where(is_some, np.maximum(nearest - base // 2, 1), 0),
        shown_high=np.where(is_some, nearest + base // 2, 0),
    )


class _Country:
    """Gathers counts by label, then numbers them."""

    def __init__(self, threshold: int) -> None:
        self._threshold = threshold
        self._values: dict[str, int] = {}
        self._sums: list[tuple[str, list[str]]] = []
        self._at_most: list[tuple[str, str]] = []

    def add(self, date: str, areas: dict[str, Counts], past: dict[str, Counts]) -> None:
        """The counts of all areas at a cut date; those before it bound those who left since."""
        for area, counts in areas.items():
            for name, persons in counts.items():
                self._values[f"{date}/{area}/{name}"] = persons
            for whole, parts in SUMS.items():
                here = [f"{date}/{area}/{part}" for part in parts]
                self._sums.append((f"{date}/{area}/{whole}", here))
            for smaller, larger in AT_MOST:
                self._at_most.append((f"{date}/{area}/{smaller}", f"{date}/{area}/{larger}"))
            if counts["cohort"] <= past.get(area, {}).get("institution", -1):
                before = f"{int(date) - 1:02}"
                self._at_most.append((f"{date}/{area}/cohort", f"{before}/{area}/institution"))
        regions = sorted({region_of(area) for area in areas if area.startswith("municip")})
        for name in areas["country/0"]:
            self._sums.append(
                (f"{date}/country/0/{name}", [f"{date}/{region}/{name}" for region in regions])
            )
            for region in regions:
                members = [
                    f"{date}/{area}/{name}"
                    for area in areas
                    if area.startswith("municip") and region_of(area) == region
                ]
                self._sums.append((f"{date}/{region}/{name}", members))

    def problem(self) -> Problem:
        """All of it in numbers."""
        labels = tuple(sorted(self._values))
        index = {label: number for number, label in enumerate(labels)}
        values = np.array([self._values[label] for label in labels], dtype=np.int64)
        names = [label.rsplit("/", 1)[1] for label in labels]
        is_known = np.array([name.endswith("_pupils") for name in names])
        is_printed = ~is_known & np.array([name not in NEVER_PRINTED for name in names])
        is_small = (values > 0) & (values < self._threshold) & ~is_known
        wanted = [
            _AREA_WANTED[label.split("/")[1]] + (_TOTAL_WANTED if name in SUMS else 0.0)
            for label, name in zip(labels, names, strict=True)
        ]
        return Problem(
            labels=labels,
            values=values,
            sums=tuple(
                Sum(index[whole], tuple(index[part] for part in parts))
                for whole, parts in self._sums
            ),
            at_most=tuple((index[low], index[high]) for low, high in self._at_most),
            is_printed=is_printed,
            is_known=is_known,
            is_sensitive=is_small,
            must_hide=is_small & is_printed,
            wanted=np.array(wanted) + np.log1p(values),
            lower=is_printed.astype(np.int64),
            upper=np.full(len(labels), NO_BOUND),
            shown_low=values,
            shown_high=values,
            room=self._threshold - 1,
        )
