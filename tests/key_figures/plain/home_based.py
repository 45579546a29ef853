"""Home-based measures and what became of those who had one: Figures 45-46, 54-55, 63-64."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.key_figures.plain.country import (
    Cell,
    Country,
    Row,
    cut_dates,
    form_of,
    in_force,
    measure_of,
    ratio,
    social,
)
from tests.key_figures.plain.placements import children_on, forms_on, placements_of

TYPES = ("preventive_measure", "home_based_placement", "parent_directed", "family_residential")


def measures_of(country: Country, kommune: str) -> list[Row]:
    """The measures of a municipality's target group."""
    return [r for r in social(country.rows("foranstaltninger")) if r["kommune"] == kommune]


def persons_by_type(placements: list[Row], measures: list[Row], day: date) -> dict[str, set[str]]:
    """Who had which of the four types in force; own room and boarding school are one of them."""
    persons: dict[str, set[str]] = {kind: set() for kind in TYPES}
    for row in measures:
        if in_force(row, day) and measure_of(row)["kind"] == "home_based":
            persons[measure_of(row)["home_based_type"]].add(row["person_id"])
    for row in placements:
        if in_force(row, day) and form_of(row) == "home_based_placement":
            persons["home_based_placement"].add(row["person_id"])
    return persons


def cells(country: Country) -> Iterator[Cell]:
    """home_based_per_1000 and home_based_movement."""
    for kommune, last in country.covered("anbringelser", "foranstaltninger").items():
        placements, measures = placements_of(country, kommune), measures_of(country, kommune)
        for day in cut_dates(last):
            children = children_on(placements + measures, day)
            by_type = {
                kind: persons & children
                for kind, persons in persons_by_type(placements, measures, day).items()
            }
            count = {kind: len(persons) for kind, persons in by_type.items()}
            count |= {"total": sum(count.values()), "children": len(set().union(*by_type.values()))}
            inhabitants = country.population(kommune, day.year)
            for part, number in count.items():
                name = ("home_based_per_1000", kommune, day.isoformat(), part)
                yield ratio(name, number, inhabitants, 1000)
            year_before = date(day.year - 1, day.month, day.day)
            if year_before >= date(2015, 1, 31):
                yield from _movement(kommune, placements, measures, year_before, day)


def _movement(
    kommune: str, placements: list[Row], measures: list[Row], before: date, now: date
) -> Iterator[Cell]:
    home_based_before = set().union(*persons_by_type(placements, measures, before).values())
    home_based_now = set().union(*persons_by_type(placements, measures, now).values())
    placed_before, placed_now = forms_on(placements, before), forms_on(placements, now)
    cohort = home_based_before & children_on(placements + measures, before) - set(placed_before)
    parts = {"up": 0, "none": 0, "down": 0}
    for person in cohort:
        if person in placed_now:
            parts["up"] += 1
        elif person in home_based_now:
            parts["none"] += 1
        else:
            parts["down"] += 1
    for part, number in parts.items():
        name = ("home_based_movement", kommune, now.isoformat(), part)
        yield ratio(name, number, len(cohort), 100)
