"""An outsider who has nothing but a printed table, paper and pencil, and what is known anyway.

Written apart from disclosure control: numbers shown are read, ratios, intervals and means solved
for what was left out, sums completed, bounds narrowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

import pyarrow as pa

from tests.disclosure.marts.figures import AREAS, FORMS
from tests.disclosure.marts.mart import bounds
from tests.disclosure.marts.outsider_knows import COUNTS, SUMS

Cell = dict[str, object]
# Name, area, period.
Unknown = tuple[str, str, str]
_LARGEST = 400


@dataclass
class Outsider:
    """``lowest`` and ``highest`` of every count that the table prints or leaves out."""

    table: pa.Table
    published: Mapping[Unknown, int] = field(default_factory=dict)  # by others: pupils
    lowest: dict[Unknown, float] = field(default_factory=dict)
    highest: dict[Unknown, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what is shown, then reason until nothing new comes."""
        self.cells: list[Cell] = self.table.to_pylist()
        for cell in self.cells:
            for name, field_name in self._counts(cell):
                # Hidden means at least one, unless all parts of a table are hidden.
                self.lowest.setdefault(name, 0)
                self.highest.setdefault(name, _LARGEST)
                if cell[field_name] is not None:
                    self._is(name, float(str(cell[field_name])))
        for name, count in self.published.items():
            self._is(name, count)
        self.hidden = {name for name in self.lowest if self.lowest[name] < self.highest[name]}
        for name in self.hidden:
            self.lowest[name] = 0 if self._may_be_unanimous(name) else 1
        for _ in range(30):
            before = (sum(self.lowest.values()), sum(self.highest.values()))
            for cell in self.cells:
                self._solve(cell)
            for whole, parts in self._sums():
                self._add_up(whole, parts)
            if before == (sum(self.lowest.values()), sum(self.highest.values())):
                break

    def found(self, room: int = 4) -> dict[Unknown, tuple[float, float]]:
        """Hidden counts that fewer than ``room`` values are possible for, with their bounds."""
        return {
            name: (self.lowest[name], self.highest[name])
            for name in sorted(self.hidden)
            if self.highest[name] - self.lowest[name] + 1 < room
        }

    def _counts(self, cell: Cell) -> Iterator[tuple[Unknown, str]]:
        tops, bottoms, _ = COUNTS[str(cell["key_figure"])]
        where = (str(cell["area_code"]), str(cell["period"]))
        breakdown = str(cell["breakdown"])
        if breakdown in tops:
            yield (tops[breakdown], *where), "numerator"
        if breakdown in bottoms:
            yield (bottoms[breakdown], *where), "denominator"

    def _is(self, name: Unknown, count: float) -> None:
        self._between(name, count, count)

    def _between(self, name: Unknown, low: float, high: float) -> None:
        self.lowest[name] = max(self.lowest.get(name, 0), ceil(low - 1e-6))
        self.highest[name] = min(self.highest.get(name, _LARGEST), floor(high + 1e-6))

    def _may_be_unanimous(self, name: Unknown) -> bool:
        tables = [FORMS, ("gone", "moved", "home")]
        return any(
            name[0] in table and all((each, *name[1:]) in self.hidden for each in table)
            for table in tables
        )

    def _sums(self) -> Iterator[tuple[Unknown, list[Unknown]]]:
        for whole, parts in SUMS.items():
            for name, area, period in list(self.lowest):
                if name == whole:
                    known = [(part, area, period) for part in parts]
                    for part in known:
                        self.lowest.setdefault(part, 0)
                        self.highest.setdefault(part, _LARGEST)
                    yield (whole, area, period), known
        for name, area, period in list(self.lowest):
            members = [
                (name, each, period)
                for each, region in AREAS.items()
                if (area == region or area == "000") and (name, each, period) in self.lowest
            ]
            if area not in AREAS and members:
                yield (name, area, period), members

    def _add_up(self, whole: Unknown, parts: list[Unknown]) -> None:
        low, high = self.lowest, self.highest
        self._between(whole, sum(low[part] for part in parts), sum(high[part] for part in parts))
        for part in parts:
            others = [other for other in parts if other != part]
            self._between(
                part,
                low[whole] - sum(high[other] for other in others),
                high[whole] - sum(low[other] for other in others),
            )

    def _solve(self, cell: Cell) -> None:
        """What a ratio, an interval or a mean tells of what was left out beside it."""
        _, bottoms, multiplier = COUNTS[str(cell["key_figure"])]
        names = {field_name: name for name, field_name in self._counts(cell)}
        top, bottom = names.get("numerator"), names.get("denominator")
        value, population = cell["value"], cell["denominator"]
        if isinstance(value, float) and bottoms and top is None and bottom is not None:
            # A mean of n pupils whose absence is whole: its fraction tells n or a divisor of it.
            divisor = Fraction(value).limit_denominator(_LARGEST).denominator
            self._between(bottom, divisor, _LARGEST)
        if top is None or not (isinstance(value, float) or isinstance(cell["ci_low"], float)):
            return
        wholes = [population] if isinstance(population, float) else self._range(bottom)
        fits = [
            (count, whole)
            for whole in wholes
            for count in self._range(top)
            if whole and count <= whole and self._fits(cell, count, float(whole), multiplier)
        ]
        if fits:
            self._between(top, min(fits)[0], max(fits)[0])
            if bottom is not None:
                sizes = [whole for _, whole in fits]
                self._between(bottom, min(sizes), max(sizes))

    def _range(self, name: Unknown | None) -> Iterable[int]:
        if name is None:
            return ()
        return range(int(self.lowest[name]), int(self.highest[name]) + 1)

    def _fits(self, cell: Cell, count: int, whole: float, multiplier: float) -> bool:
        low, high = bounds(str(cell["key_figure"]), count, whole)
        told = {"value": count / whole, "ci_low": low, "ci_high": high}
        return all(
            cell[name] is None or abs(float(str(cell[name])) - multiplier * number) < 1e-7
            for name, number in told.items()
        )
