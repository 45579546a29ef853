"""Absence and wellbeing of an invented country's pupils, in the grades that figures are about."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks.national import SEED, Children, Country, Texts

_FIRST_YEAR = 2014
_GRADES = range(4, 10)
_AGE_AT_SCHOOL = 6  # in grade 0, so that grade + 6 is the age in the year in which it begins
_SCHOOL_DAYS, _MOST_SICK_DAYS = 200, 150
_MEAN_SICK_DAYS = {"with help": 18.0, "without": 8.0}


def draw_school(country: Country, helped: Children, others: Children) -> dict[str, pa.Table]:
    """The rows of ``fravaer`` and ``trivsel`` for all school years that have ended."""
    rng = np.random.default_rng(SEED)
    years: dict[str, list[pa.Table]] = {"fravaer": [], "trivsel": []}
    for year in range(_FIRST_YEAR, country.until.year - 1):
        for children, mean in zip((helped, others), _MEAN_SICK_DAYS.values(), strict=True):
            grade = year - _AGE_AT_SCHOOL - _birth_years(children)
            is_at_school = (grade >= _GRADES[0]) & (grade <= _GRADES[-1])
            pupils, count = children.of(is_at_school), int(is_at_school.sum())
            common = {
                "cpr": pupils.cpr,
                "kommune": pupils.kommune,
                "skole": np.char.add(pupils.kommune, "001"),
                "klassetrin": _texts(grade[is_at_school]),
                "skoleaar": np.full(count, f"{year}/{(year + 1) % 100:02}"),
            }
            sick = np.minimum(rng.exponential(mean, count).astype(int), _MOST_SICK_DAYS)
            absence = {
                "fravaer_ulovligt": np.full(count, "0"),
                "fravaer_lovligt": np.full(count, "1"),
                "fravaer_sygdom": _texts(sick),
                "skoledage": np.full(count, str(_SCHOOL_DAYS)),
            }
            years["fravaer"].append(pa.table(common | absence))
            answers = enumerate(_texts(rng.integers(2, 6, (40, count))), 1)
            items = {f"sp{number:02}": answer for number, answer in answers}
            years["trivsel"].append(pa.table(common | items))
    return {source: pa.concat_tables(tables) for source, tables in years.items() if tables}


def _birth_years(children: Children) -> npt.NDArray[np.int64]:
    return children.born.astype("datetime64[Y]").astype(np.int64) + 1970


def _texts(numbers: npt.NDArray[np.int64]) -> Texts:
    return numbers.astype(np.str_)
