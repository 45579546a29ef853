"""Deliveries from the National Agency for IT and Learning: wellbeing and absence, a file a year."""

from __future__ import annotations

from pathlib import Path

from .absence import AbsenceRow, absence_rows, never_came
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
    raw: Path, years: list[SchoolYear], newcomers: dict[str, list[Individual]]
) -> None:
    """Both files of one school year; ``newcomers`` by municipality never came to school."""
    year = years[0].year
    slug = f"{int(year[:4]) + 1}-09-15_stil_{year.replace('/', '_')}"
    answers: list[Row] = []
    absent: list[Row] = []
    for pupils in years:
        for pupil, given in wellbeing_rows(pupils):
            answers.append((*_head(pupils, pupil), *_as_delivered(given)))
        rows = absence_rows(pupils) + never_came(pupils, newcomers[pupils.code])
        absent += [_absence(pupils, row) for row in rows]
    csv_file(raw / "trivsel" / f"{slug}.csv.gz", _WELLBEING_HEADER, answers, ",")
    parquet_file(raw / "fravaer" / f"{slug}.parquet", _ABSENCE_HEADER, absent)


def _head(pupils: SchoolYear, pupil: Individual) -> Row:
    return (pupil.cpr, pupils.code, pupils.school(pupil), pupils.grade(pupil), pupils.year)


def _as_delivered(given: list[int]) -> list[int | str]:
    """Not answered is empty in the odd columns and 0 in the even ones: both stand in files."""
    return [answer if answer or place % 2 else "" for place, answer in enumerate(given)]


def _absence(pupils: SchoolYear, row: AbsenceRow) -> Row:
    return (
        row.pupil.cpr, pupils.code, row.school, row.grade, pupils.year, *row.days, row.school_days
    )  # fmt: skip
