"""The absence register (Tables 10, 14, 18): days absent of three kinds, and school days."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .rows import Individual
from .school import SchoolYear
from .targets import printed_number
from .timing import seeded

_SCHOOL_DAYS, _MOST_ABSENT = 200.0, 0.8
_SHAPE, _ROUNDING, _STEP = 1.3, 0.03, 0.5
_TWO_SCHOOLS, _PART_OF_FIRST, _NEVER_CAME = 0.015, 0.6, 2
_OUTSIDE_MEAN = 5.0


@dataclass(frozen=True)
class AbsenceRow:
    """One pupil at one school: days absent (unlawful, lawful, ill) and school days."""

    pupil: Individual
    school: str
    grade: int
    days: tuple[float, float, float]
    school_days: float


def absence_rows(pupils: SchoolYear) -> list[AbsenceRow]:
    """Rows whose means over pupils are the printed ones; some pupils went to two schools."""
    rng = seeded(pupils.code, pupils.year, "absence")
    rows: list[AbsenceRow] = []
    for group, members in (("vulnerable", pupils.vulnerable), ("other", pupils.other)):
        mean = printed_number(pupils.code, "absence", group, pupils.year, "value")
        days = _days(len(members), mean + rng.uniform(-_ROUNDING, _ROUNDING), rng)
        for pupil, absent in zip(members, days, strict=True):
            rows += _pupil(pupils, pupil, absent, rng)
    for pupil, absent in zip(
        pupils.outside, _days(len(pupils.outside), _OUTSIDE_MEAN, rng), strict=True
    ):
        rows += _pupil(pupils, pupil, absent, rng)
    rows.sort(key=lambda row: (row.school, row.pupil.cpr))
    return rows


def never_came(pupils: SchoolYear, people: list[Individual]) -> list[AbsenceRow]:
    """Pupils of grades 4-9 who were registered and had no school days: they have no absence."""
    return [
        AbsenceRow(person, pupils.school(person), pupils.grade(person), (0.0, 0.0, 0.0), 0.0)
        for person in people[:_NEVER_CAME]
    ]


def _days(pupils: int, mean: float, rng: Random) -> list[float]:
    """Days absent of each pupil, whose mean per cent of the school days is ``mean``."""
    scale = mean / _SHAPE
    most = _SCHOOL_DAYS * _MOST_ABSENT
    days = [
        min(most, round(rng.gammavariate(_SHAPE, scale) * _SCHOOL_DAYS / 100 / _STEP) * _STEP)
        for _ in range(pupils)
    ]
    missing = mean * _SCHOOL_DAYS / 100 * pupils - sum(days)
    while abs(missing) >= _STEP:
        number = rng.randrange(pupils)
        step = _STEP if missing > 0 else -_STEP
        if 0 <= days[number] + step <= most:
            days[number] += step
            missing -= step
    return days


def _pupil(pupils: SchoolYear, pupil: Individual, absent: float, rng: Random) -> list[AbsenceRow]:
    grade = pupils.grade(pupil)
    if rng.random() >= _TWO_SCHOOLS:
        return [AbsenceRow(pupil, pupils.school(pupil), grade, _kinds(absent, rng), _SCHOOL_DAYS)]
    first = round(absent * _PART_OF_FIRST / _STEP) * _STEP
    school_days = _SCHOOL_DAYS * _PART_OF_FIRST
    return [
        AbsenceRow(pupil, pupils.school(pupil), grade, _kinds(first, rng), school_days),
        AbsenceRow(
            pupil,
            pupils.school(pupil, second=True),
            grade,
            _kinds(absent - first, rng),
            _SCHOOL_DAYS - school_days,
        ),
    ]


def _kinds(absent: float, rng: Random) -> tuple[float, float, float]:
    """Unlawful, lawful and ill; together exactly ``absent``."""
    steps = round(absent / _STEP)
    unlawful = rng.randint(0, steps // 3)
    lawful = rng.randint(0, (steps - unlawful) // 2)
    return unlawful * _STEP, lawful * _STEP, (steps - unlawful - lawful) * _STEP
