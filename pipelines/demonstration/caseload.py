"""Cases per caseworker on a date (Table 4): mean, smallest and largest as printed."""

from __future__ import annotations

from datetime import date

from .targets import Targets, published
from .timing import seeded

_PLAUSIBLE_MEAN = 25.0


def caseload_dates(wanted: Targets) -> list[date]:
    """The dates for which the report prints caseloads of the municipality."""
    found = {key[3] for key in published() if key[:2] == (wanted.code, "caseload")}
    return [date.fromisoformat(day) for day in sorted(found)]


def caseloads(wanted: Targets, day: date) -> list[int]:
    """Cases of each caseworker; the mean is free where the report prints none."""
    rng = seeded(wanted.code, day.isoformat(), "caseload")
    cells = {
        part: published().get((wanted.code, "caseload", part, day.isoformat()))
        for part in ("mean", "min", "max")
    }
    mean, least, most = (float(cell["value"]) if cell else None for cell in cells.values())
    low, high = round(least or _PLAUSIBLE_MEAN - 10), round(most or _PLAUSIBLE_MEAN + 10)
    total = round((mean or _PLAUSIBLE_MEAN) * wanted.caseworkers)
    cases = [low, high]
    cases += [rng.randint(low, high) for _ in range(wanted.caseworkers - len(cases))]
    while (missing := total - sum(cases)) != 0:
        place = rng.randrange(2, len(cases))
        cases[place] = min(high, max(low, cases[place] + (1 if missing > 0 else -1)))
    return cases
