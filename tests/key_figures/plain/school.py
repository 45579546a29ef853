"""Wellbeing and absence of vulnerable and other pupils: Tables 8-10, 12-14 and 16-18."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from models.codelists import code_list
from tests.key_figures.plain.country import Cell, Country, Row, form_of, measure_of, ratio, social

GRADES = range(4, 10)


def vulnerable(country: Country, kommune: str, school_year: str) -> set[str]:
    """Who had a placement, a home-based or a section 11.3 measure on a day of the school year."""
    first, last = date(int(school_year[:4]), 8, 1), date(int(school_year[:4]) + 1, 7, 31)
    persons = set()
    for source in ("anbringelser", "foranstaltninger"):
        for row in social(country.rows(source)):
            if source == "anbringelser":
                counts = form_of(row) != "unknown"
            else:
                counts = measure_of(row)["kind"] in ("home_based", "preventive_11_3")
            overlaps = row["startdato"] <= last and (row["slutdato"] or last) >= first
            if counts and overlaps and row["kommune"] == kommune:
                persons.add(row["person_id"])
    return persons


def index_of(row: Row, name: str) -> Fraction | None:
    """The mean of the answered items, if at least half of the index's items are answered."""
    items = [item for item in code_list("wellbeing_items") if item["index"] == name]
    answers = []
    for item in items:
        answer = row[item["item"]]
        if answer is not None:
            answers.append(6 - answer if item["reversed"] != "n" else answer)
    return Fraction(sum(answers), len(answers)) if 2 * len(answers) >= len(items) else None


def cells(country: Country) -> Iterator[Cell]:
    """wellbeing_academic, wellbeing_social and absence."""
    covered = country.covered("anbringelser", "foranstaltninger")
    for source in ("trivsel", "fravaer"):
        scopes = {(row["kommune"], row["skoleaar"]) for row in country.rows(source)}
        for kommune, school_year in scopes:
            if kommune not in covered:
                continue
            rows = [
                row
                for row in country.rows(source)
                if (row["kommune"], row["skoleaar"]) == (kommune, school_year)
                and row["klassetrin"] in GRADES
            ]
            group = vulnerable(country, kommune, school_year)
            if source == "fravaer":
                yield from _groups("absence", kommune, school_year, _absence(rows), group)
                continue
            for name in ("academic", "social"):
                pupils = {row["person_id"]: index_of(row, name) for row in rows}
                known = {person: index for person, index in pupils.items() if index is not None}
                yield from _groups(f"wellbeing_{name}", kommune, school_year, known, group)


def _absence(rows: list[Row]) -> dict[str, Fraction]:
    """Days absent in per cent of school days, over all the pupil's schools."""
    absent: dict[str, Fraction] = {}
    days: dict[str, Fraction] = {}
    for row in rows:
        pupil = row["person_id"]
        kinds = ("fravaer_ulovligt", "fravaer_lovligt", "fravaer_sygdom")
        absent[pupil] = absent.get(pupil, Fraction(0)) + sum(Fraction(row[kind]) for kind in kinds)
        days[pupil] = days.get(pupil, Fraction(0)) + Fraction(row["skoledage"])
    return {pupil: 100 * absent[pupil] / days[pupil] for pupil in days if days[pupil] > 0}


def _groups(
    key_figure: str, kommune: str, school_year: str, pupils: dict[str, Fraction], group: set[str]
) -> Iterator[Cell]:
    """The mean of both groups, and the gap between them."""
    both = []
    for part in ("vulnerable", "other"):
        values = [v for pupil, v in pupils.items() if (pupil in group) == (part == "vulnerable")]
        total = sum(values, Fraction(0))
        both.append(ratio((key_figure, kommune, school_year, part), total, len(values)))
    yield from both
    name = (key_figure, kommune, school_year, "gap")
    first, second = (cell.value for cell in both)
    if first is None or second is None:
        yield Cell(*name, None, None, None, "not_applicable")
    else:
        yield Cell(*name, None, None, first - second, "ok")
