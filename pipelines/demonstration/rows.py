"""The rows of the case data: placements and measures of one person, as a delivery holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Individual:
    """One invented person: number (day + 60) and birthday."""

    cpr: str
    born: date


@dataclass(frozen=True)
class Spell:
    """One row of ``anbringelser`` (``code`` = place) or ``foranstaltninger`` (= measure)."""

    person: Individual
    code: str
    start: date
    end: date | None = None
    group: str = "social"

    def touches(self, first: date, last: date) -> bool:
        """Whether it is in force on at least one day from ``first`` to ``last``."""
        return self.start <= last and (self.end is None or self.end >= first)

    def in_force(self, day: date) -> bool:
        """Whether it is in force on ``day``, both ends included."""
        return self.touches(day, day)


@dataclass(frozen=True)
class CaseData:
    """All placements and measures of one municipality."""

    placements: list[Spell]
    measures: list[Spell]
