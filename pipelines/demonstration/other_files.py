"""Deliveries of population, caseloads and surveys."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from . import faults
from .caseload import caseload_dates, caseloads
from .population import AgeCount, age_counts
from .survey import SURVEYS, survey_rows
from .targets import Targets, municipality_targets
from .writing import Row, csv_file, excel_file

SURVEY_HEADER = (
    "undersoegelse", "aar", "kommune", "gruppe", "respondent", "spoergsmaal", "svar", "inviteret"
)  # fmt: skip
_CASELOAD_HEADER = ("kommune", "dato", "raadgiver", "sager", "fuldtid", "bemaerkning")
_PART_TIME_BELOW = 15


def write_population(raw: Path, year: int) -> None:
    """FOLK1A of one year: by sex in codes, in Danish words with totals, and without sex.

    In August 2017 comes the year once more, with the third quarter in it.
    """
    counts = [row for wanted in municipality_targets() for row in age_counts(wanted, year)]
    first = [row for row in counts if row.quarter.endswith("1")]
    path = raw / "befolkning" / f"{year}-02-12_folk1a.csv"
    if year == 2015:
        by_sex = [
            (row.code, sex, row.age, row.quarter, number)
            for row in first
            for sex, number in (("1", row.men), ("2", row.women))
        ]
        csv_file(path, ("OMRÅDE", "KØN", "ALDER", "TID", "INDHOLD"), by_sex, encoding="utf-8-sig")
    elif year == 2016:
        in_words = [
            (row.name, _age_in_words(row.age), sex, row.quarter, number)
            for row in first
            for sex, number in _with_total(row)
        ]
        csv_file(path, ("OMRÅDE", "ALDER", "KØN", "TID", "INDHOLD"), in_words, encoding="cp1252")
    else:
        for day, rows in (("02-12", first), ("08-14", counts)):
            plain = [
                (row.code, row.age, row.quarter.replace("K", "Q"), row.men + row.women)
                for row in rows
            ]
            path = raw / "befolkning" / f"{year}-{day}_folk1a.csv"
            csv_file(path, ("OMRÅDE", "ALDER", "TID", "INDHOLD"), plain)


def _age_in_words(age: str) -> str:
    return "I alt" if age == "IALT" else f"{age} år"


def _with_total(row: AgeCount) -> tuple[tuple[str, int], ...]:
    return (("I alt", row.men + row.women), ("Mænd", row.men), ("Kvinder", row.women))


def write_caseloads(raw: Path, wanted: Targets) -> None:
    """One file a date; Hvidovre's come as spreadsheets."""
    for day in caseload_dates(wanted):
        stem = f"{day + timedelta(days=14)}_{wanted.name.lower()}"
        rows: list[Row] = []
        for number, cases in enumerate(caseloads(wanted, day), start=1):
            part_time = cases < _PART_TIME_BELOW
            remark = "deltid" if part_time else ""
            caseworker = f"R{number:03d}"
            rows.append((wanted.code, day, caseworker, cases, 0 if part_time else 1, remark))
        if wanted.code == "167":
            title = f"Sagstal pr. rådgiver {day}"
            excel_file(raw / "sagstal" / f"{stem}.xlsx", title, _CASELOAD_HEADER, rows)
        else:
            csv_file(raw / "sagstal" / f"{stem}.csv", _CASELOAD_HEADER, rows)


def write_surveys(raw: Path) -> None:
    """One file a survey, all municipalities in it."""
    for (group, year), survey in SURVEYS.items():
        rows: list[Row] = [
            (survey, year, row.area, group, row.respondent, row.question, row.answer, row.invited)
            for row in survey_rows(group, year)
        ]
        bad = faults.ANSWERS if survey == "myndighed_2017" else ()
        path = raw / "spoergeskema" / f"{year}-11-15_{survey}.csv"
        csv_file(path, SURVEY_HEADER, [*rows, *bad])
