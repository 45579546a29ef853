"""Hedensted's early team: inquiries as printed (003, p. 8), notifications and answers invented."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from .other_files import SURVEY_HEADER
from .persons import Register
from .timing import seeded
from .writing import Row, csv_file

_INQUIRY_HEADER = ("kommune", "distrikt", "fra", "til", "antal")
_NOTIFICATION_HEADER = ("cpr", "kommune", "dato", "distrikt")
HEDENSTED = "766"
# 177 in eight months, in four districts; how they fall on months and districts is invented.
INQUIRIES = {
    "Tørring": (24, 27),
    "Uldum": (17, 20),
    "Øster Snede": (19, 22),
    "Juelsminde": (23, 25),
}
_HALVES = (
    (date(2011, 8, 1), date(2011, 11, 30)),
    (date(2011, 12, 1), date(2012, 3, 31)),
)
_ELSEWHERE = ("Hedensted", "Løsning")
# Children notified about in the project's districts and elsewhere, and their mean age in years.
_NOTIFIED = {
    2009: (58, 10.7, 38, 10.4),
    2010: (64, 10.8, 41, 10.6),
    2011: (71, 9.7, 44, 10.5),
    2012: (83, 8.6, 46, 10.3),
}
_YOUNGEST, _OLDEST, _SPREAD = 0.2, 17.8, 4.0
_DAYS_OF_A_YEAR = 365.25
SURVEY = "hedensted_2012"
QUESTIONS = (
    "har_gjort_en_forskel",
    "styrket_indsats",
    "betydning_for_barnet",
    "brugbare_redskaber",
)
_INVITED, _RESPONDENTS, _COMPLETE = 84, 66, 57
_POSITIVE = 44  # of the answers to the first question: two thirds, as printed


def write_early_help(raw: Path, register: Register) -> None:
    """One file each of inquiries, notifications and the survey of those who inquired."""
    inquiries: list[Row] = [
        (HEDENSTED, district, first, last, number)
        for district, numbers in INQUIRIES.items()
        for (first, last), number in zip(_HALVES, numbers, strict=True)
    ]
    path = raw / "henvendelser" / "2012-05-15_hedensted.csv"
    csv_file(path, _INQUIRY_HEADER, inquiries)
    path = raw / "underretninger" / "2013-01-31_hedensted.csv"
    csv_file(path, _NOTIFICATION_HEADER, _notifications(register))
    path = raw / "spoergeskema" / f"2012-06-15_{SURVEY}.csv"
    csv_file(path, SURVEY_HEADER, _answers())


def _notifications(register: Register) -> list[Row]:
    rng = seeded(HEDENSTED, "early help", "notifications")
    rows: list[tuple[date, str, str]] = []
    for year, (inside, age_inside, outside, age_outside) in _NOTIFIED.items():
        for count, age, districts in (
            (inside, age_inside, tuple(INQUIRIES)),
            (outside, age_outside, _ELSEWHERE),
        ):
            for _ in range(count):
                day = date(year, 1, 1) + timedelta(days=rng.randrange(365))
                born = day - timedelta(days=int(_age(rng, age) * _DAYS_OF_A_YEAR))
                rows.append((day, register.number(born), rng.choice(districts)))
    return [(cpr, HEDENSTED, day, district) for day, cpr, district in sorted(rows)]


def _age(rng: Random, mean: float) -> float:
    return min(max(rng.gauss(mean, _SPREAD), _YOUNGEST), _OLDEST)


def _answers() -> list[Row]:
    rng = seeded(HEDENSTED, "early help", "survey")
    rows: list[Row] = []
    for number in range(_INVITED):
        start = (SURVEY, 2012, HEDENSTED, "citizen", f"B12-{HEDENSTED}-{number + 1:03d}")
        if number >= _RESPONDENTS:
            rows.append((*start, "", "", "j"))
            continue
        for question in QUESTIONS:
            rows.append((*start, question, _answer(number, question, rng), "j"))
    return rows


def _answer(number: int, question: str, rng: Random) -> str:
    """Exactly so many are positive of the first question; the last one is left out by some."""
    if number >= _COMPLETE and question == QUESTIONS[-1]:
        return ""
    chance = rng.random() < _POSITIVE / _RESPONDENTS
    is_positive = number % 3 < 2 if question == QUESTIONS[0] else chance
    return rng.choice(("4", "5") if is_positive else ("1", "2", "3"))
