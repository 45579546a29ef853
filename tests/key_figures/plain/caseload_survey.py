"""Cases per caseworker and the surveys: Tables 1 and 4, Figures 7-34."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.key_figures.plain.country import Cell, Country, Row, ratio

ANSWERS = ("1", "2", "3", "4", "5")


def cells(country: Country) -> Iterator[Cell]:
    """caseload, survey_response_rate and survey_answer_share."""
    cases: dict[Any, list[Fraction]] = {}
    for row in country.rows("sagstal"):
        cases.setdefault((row["kommune"], row["dato"]), []).append(Fraction(row["sager"]))
    for (kommune, day), numbers in cases.items():
        period = day.isoformat()
        yield ratio(("caseload", kommune, period, "mean"), sum(numbers), len(numbers))
        for part, number in (("min", min(numbers)), ("max", max(numbers))):
            yield Cell("caseload", kommune, period, part, None, None, number, "ok")

    surveys: dict[Any, list[Row]] = {}
    for row in country.rows("spoergeskema"):
        surveys.setdefault((row["kommune"], str(row["aar"]), row["gruppe"]), []).append(row)
    for (kommune, year, group), rows in surveys.items():
        yield _response_rate(kommune, year, group, rows)
        for question in {row["spoergsmaal"] for row in rows} - {None}:
            answers = [row["svar"] for row in rows if row["spoergsmaal"] == question]
            yield from _answers(kommune, year, f"{group}/{question}", answers)


def _response_rate(kommune: str, year: str, group: str, rows: list[Row]) -> Cell:
    respondents: dict[Any, list[Row]] = {}
    for row in rows:
        if row["inviteret"] is not False:
            respondents.setdefault((row["undersoegelse"], row["respondent"]), []).append(row)
    full = 0
    for presented in respondents.values():
        asked = [row for row in presented if row["spoergsmaal"] is not None]
        if asked and all(row["svar"] is not None for row in asked):
            full += 1
    return ratio(("survey_response_rate", kommune, year, group), full, len(respondents), 100)


def _answers(kommune: str, year: str, question: str, answers: list[str | None]) -> Iterator[Cell]:
    given = [answer for answer in answers if answer is not None]
    on_the_scale = [answer for answer in given if answer != "ikke_relevant"]
    for answer in ANSWERS:
        name = ("survey_answer_share", kommune, year, f"{question}/{answer}")
        yield ratio(name, on_the_scale.count(answer), len(on_the_scale), 100)
    name = ("survey_answer_share", kommune, year, f"{question}/ikke_relevant")
    yield ratio(name, given.count("ikke_relevant"), len(given), 100)
