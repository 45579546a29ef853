"""Absence and wellbeing of an invented country's pupils: a row per pupil and school year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipelines.demonstration.national.country import SEED, Children, Country

_FIRST_YEAR = 2014
# Absence is registered in all grades; the survey's indices are of the higher ones.
_GRADES = {"fravaer": range(1, 10), "trivsel": range(4, 10)}
_AGE_AT_SCHOOL = 6  # in grade 0, so that grade + 6 is the age in the year in which it begins
_SCHOOL_DAYS, _MOST_SICK_DAYS = 200, 150
_MEAN_SICK_DAYS = {"with help": 18.0, "without": 8.0}
_ITEMS, _LOWEST_ANSWER, _HIGHEST_ANSWER = 40, 2, 5
_NUMBERS = pa.array([str(number) for number in range(_SCHOOL_DAYS + 1)])


def draw_school(
    country: Country, helped: Children, others: Children
) -> Iterator[tuple[str, pa.Table]]:
    """The source (``fravaer`` or ``trivsel``) and its rows, for each school year that has ended."""
    rng = np.random.default_rng(SEED)
    for year in range(_FIRST_YEAR, country.until.year):
        if date(year + 1, 7, 31) > country.until:
            continue
        for children, mean in zip((helped, others), _MEAN_SICK_DAYS.values(), strict=True):
            yield "fravaer", _rows("fravaer", year, children, rng, mean)
            yield "trivsel", _rows("trivsel", year, children, rng, mean)


def _rows(
    source: str, year: int, children: Children, rng: np.random.Generator, mean: float
) -> pa.Table:
    grade = year - _AGE_AT_SCHOOL - _birth_years(children)
    is_at_school = (grade >= _GRADES[source][0]) & (grade <= _GRADES[source][-1])
    pupils, count = children.of(is_at_school), int(is_at_school.sum())
    common = {
        "cpr": pupils.cpr,
        "kommune": pupils.kommune,
        "skole": np.char.add(pupils.kommune, "001"),
        "klassetrin": _texts(grade[is_at_school]),
        "skoleaar": np.full(count, f"{year}/{(year + 1) % 100:02}"),
    }
    if source == "fravaer":
        sick = np.minimum(rng.exponential(mean, count).astype(int), _MOST_SICK_DAYS)
        return pa.table(
            common
            | {
                "fravaer_ulovligt": np.full(count, "0"),
                "fravaer_lovligt": np.full(count, "1"),
                "fravaer_sygdom": _texts(sick),
                "skoledage": np.full(count, str(_SCHOOL_DAYS)),
            }
        )
    answers = rng.integers(_LOWEST_ANSWER, _HIGHEST_ANSWER + 1, (_ITEMS, count))
    return pa.table(common | {f"sp{n:02}": _texts(item) for n, item in enumerate(answers, 1)})


def _birth_years(children: Children) -> npt.NDArray[np.int64]:
    return children.born.astype("datetime64[Y]").astype(np.int64) + 1970


def _texts(numbers: npt.NDArray[np.int64]) -> pa.Array:
    # An array of texts in numpy takes twenty times the memory.
    return _NUMBERS.take(pa.array(numbers))
