"""Deliveries from the National Agency for IT and Learning: wellbeing and absence, a file a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .absence import AbsenceRow, absence_rows, never_came
from .exchanged import Exchange, number_on
from .rows import Individual
from .school import SchoolYear
from .wellbeing import QUESTIONS, wellbeing_rows
from .writing import Row, csv_file, parquet_file

_ABSENCE_HEADER = (
    "cpr", "kommune", "skole", "klassetrin", "skoleaar",
    "fravaer_ulovligt", "fravaer_lovligt", "fravaer_sygdom", "skoledage",
)  # fmt: skip
_WELLBEING_HEADER = (
    "cpr", "kommune", "skole", "klassetrin", "skoleaar",
    *(f"sp{number:02d}" for number in range(1, QUESTIONS + 1)),
)  # fmt: skip


def write_school_files(
    raw: Path,
    years: list[SchoolYear],
    newcomers: dict[str, list[Individual]],
    exchanged: list[Exchange],
) -> None:
    """Both files of one school year; ``newcomers`` by municipality never came to school."""
    year = years[0].year
    day = date(int(year[:4]) + 1, 9, 15)
    slug = f"{day}_stil_{year.replace('/', '_')}"
    answers: list[Row] = []
    absent: list[Row] = []
    for pupils in years:
        for pupil, given in wellbeing_rows(pupils):
            cpr = number_on(day, pupil, exchanged).cpr
            answers.append((cpr, *_head(pupils, pupil), *_as_delivered(given)))
        rows = absence_rows(pupils) + never_came(pupils, newcomers[pupils.code])
        absent += [
            (number_on(day, row.pupil, exchanged).cpr, *_absence(pupils, row)) for row in rows
        ]
    csv_file(raw / "trivsel" / f"{slug}.csv.gz", _WELLBEING_HEADER, answers, ",")
    parquet_file(raw / "fravaer" / f"{slug}.parquet", _ABSENCE_HEADER, absent)


def _head(pupils: SchoolYear, pupil: Individual) -> Row:
    return (pupils.code, pupils.school(pupil), pupils.grade(pupil), pupils.year)


def _as_delivered(given: list[int]) -> list[int | str]:
    """Not answered is empty in the odd columns and 0 in the even ones: both stand in files."""
    return [answer if answer or place % 2 else "" for place, answer in enumerate(given)]


def _absence(pupils: SchoolYear, row: AbsenceRow) -> Row:
    return (pupils.code, row.school, row.grade, pupils.year, *row.days, row.school_days)
