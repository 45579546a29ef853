"""Placed children and those who left institutions: Figures 35-44."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.key_figures.plain.country import (
    FORMS,
    Cell,
    Country,
    Row,
    cut_dates,
    form_of,
    in_force,
    is_child,
    ratio,
    social,
)


def forms_on(placements: list[Row], day: date) -> dict[str, str]:
    """Each placed person's form on a day: the most intrusive of those in force."""
    forms: dict[str, str] = {}
    for form in reversed(FORMS):
        for row in placements:
            if in_force(row, day) and form_of(row) == form:
                forms[row["person_id"]] = form
    return forms


def placements_of(country: Country, kommune: str) -> list[Row]:
    """The placements of a municipality's target group."""
    return [r for r in social(country.rows("anbringelser")) if r["kommune"] == kommune]


def children_on(rows: list[Row], day: date) -> set[str]:
    """The persons of some rows who are children on a day."""
    return {row["person_id"] for row in rows if is_child(row, day)}


def cells(country: Country) -> Iterator[Cell]:
    """placed_per_1000, placement_share and institution_exits."""
    for kommune, delivered_on in country.covered("anbringelser").items():
        placements = placements_of(country, kommune)
        previous = None
        for day in cut_dates(delivered_on):
            children = children_on(placements, day)
            form = {p: f for p, f in forms_on(placements, day).items() if p in children}
            count = {f: sum(1 for each in form.values() if each == f) for f in FORMS}
            inhabitants = country.population(kommune, day.year)
            for part, number in {"total": len(form), **count}.items():
                name = ("placed_per_1000", kommune, day.isoformat(), part)
                yield ratio(name, number, inhabitants, 1000)
            for part in FORMS:
                name = ("placement_share", kommune, day.isoformat(), part)
                yield ratio(name, count[part], len(form), 100)
            if previous is not None:
                yield from _exits(kommune, placements, previous, day)
            previous = day


def _exits(kommune: str, placements: list[Row], before: date, now: date) -> Iterator[Cell]:
    form_before, form_now = forms_on(placements, before), forms_on(placements, now)
    cohort = [
        person
        for person in children_on(placements, before) & children_on(placements, now)
        if form_before.get(person) == "institution"
    ]
    gone = [person for person in cohort if form_now.get(person) != "institution"]
    elsewhere = [person for person in gone if form_now.get(person) in ("foster", "network")]
    parts = {
        "ceased": len(gone),
        "other_placement": len(elsewhere),
        "not_placed": len(gone) - len(elsewhere),
    }
    for part, number in parts.items():
        yield ratio(("institution_exits", kommune, now.isoformat(), part), number, len(cohort), 100)
