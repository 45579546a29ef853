"""Section 11.3 measures and the examinations that followed them: Figures 47, 56, 65; Table 6."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.key_figures.plain.country import (
    Cell,
    Country,
    Row,
    cut_dates,
    in_force,
    is_child,
    measure_of,
    ratio,
)
from tests.key_figures.plain.home_based import measures_of

# Six months before each cut date: the same day of the month, or the month's last.
SIX_MONTHS_BEFORE = {1: (7, 31), 5: (11, 30), 9: (3, 30)}


def cells(country: Country) -> Iterator[Cell]:
    """preventive_per_1000 and preventive_followed_by_examination."""
    for kommune, delivered_on in country.covered("foranstaltninger").items():
        measures = measures_of(country, kommune)
        preventive = [r for r in measures if measure_of(r)["kind"] == "preventive_11_3"]
        examinations = [r for r in measures if measure_of(r)["kind"] == "examination"]
        for day in cut_dates(delivered_on):
            having = {r["person_id"] for r in preventive if in_force(r, day) and is_child(r, day)}
            name = ("preventive_per_1000", kommune, day.isoformat(), "total")
            yield ratio(name, len(having), country.population(kommune, day.year), 1000)

            first_start = _first_starts([r for r in preventive if is_child(r, day)], day)
            examined = set()
            for row in examinations:
                start = first_start.get(row["person_id"])
                if start is not None and start < row["startdato"] <= day:
                    examined.add(row["person_id"])
            name = ("preventive_followed_by_examination", kommune, day.isoformat(), "total")
            yield ratio(name, len(examined), len(first_start), 100)


def _first_starts(rows: list[Row], day: date) -> dict[str, date]:
    """The first section 11.3 start of each person in the six months up to a cut date."""
    month, last_day = SIX_MONTHS_BEFORE[day.month]
    after = date(day.year - 1 if month > day.month else day.year, month, last_day)
    first: dict[str, date] = {}
    for row in rows:
        if after < row["startdato"] <= day:
            person = row["person_id"]
            first[person] = min(first.get(person, day), row["startdato"])
    return first
