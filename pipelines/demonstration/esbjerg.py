"""Esbjerg's placements, so that its targets of 2014 can be told (001, Måltal): all invented.

A register of placements that have ended and that go on, from 2012 to 2017; no measures, accounts or
population, so that figures that need them have no row.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from .persons import Register
from .rows import Individual
from .timing import day_between, seeded
from .writing import Row, csv_file

_ESBJERG, _KNOWN_ON = "561", date(2017, 10, 31)
_HEADER = ("cpr", "kommune", "anbringelsessted", "startdato", "slutdato", "maalgruppe", "akut")
_CHILDREN = (date(2002, 1, 1), date(2009, 12, 31))  # under 18 until the end
_YOUNG = (date(1992, 3, 1), date(1995, 9, 30))  # 18 to 22 years old on the last day of 2013
# Place, first and last day between which each begins and ends (None: goes on), and how many.
_Span = tuple[str, tuple[date, date], tuple[date, date] | None, int]
_CHILDREN_PLACED: tuple[_Span, ...] = (
    ("9", (date(2011, 6, 1), date(2012, 5, 31)), (date(2012, 7, 1), date(2013, 11, 30)), 12),
    ("9", (date(2012, 8, 1), date(2013, 10, 31)), (date(2014, 2, 1), date(2014, 11, 30)), 34),
    ("9", (date(2013, 1, 1), date(2013, 12, 1)), (date(2015, 2, 1), date(2016, 8, 31)), 22),
    ("9", (date(2014, 6, 1), date(2016, 8, 31)), None, 26),
    ("21", (date(2010, 1, 1), date(2013, 11, 30)), None, 96),
    ("21", (date(2011, 1, 1), date(2013, 11, 30)), (date(2014, 2, 1), date(2016, 6, 30)), 14),
    ("21", (date(2014, 2, 1), date(2014, 11, 30)), None, 15),
    ("21", (date(2015, 2, 1), date(2015, 11, 30)), None, 19),
    ("1", (date(2012, 1, 1), date(2015, 11, 30)), None, 18),
)
_YOUNG_PLACED: tuple[_Span, ...] = (
    ("9", (date(2010, 1, 1), date(2012, 12, 31)), (date(2014, 1, 15), date(2014, 11, 30)), 13),
    ("21", (date(2010, 1, 1), date(2012, 12, 31)), (date(2015, 3, 1), date(2016, 12, 31)), 35),
)
_ACUTE_DAYS = (20, 260)


def write_esbjerg(raw: Path, register: Register) -> None:
    """One delivery of placements; acute ones begin all the year and last for up to nine months."""
    rng = seeded(_ESBJERG, "placements")
    rows: list[Row] = []
    for ages, spans in ((_CHILDREN, _CHILDREN_PLACED), (_YOUNG, _YOUNG_PLACED)):
        for place, begins, ends, count in spans:
            for _ in range(count):
                person = _person(register, day_between(rng, *ages))
                end = day_between(rng, *ends) if ends else None
                rows.append(_row(person, place, day_between(rng, *begins), end, "n"))
    for month in range(48):
        start = date(2013 + month // 12, month % 12 + 1, rng.randint(1, 28))
        person = _person(register, day_between(rng, *_CHILDREN))
        days = rng.randint(*_ACUTE_DAYS) // (1 + (start.year >= 2015))
        rows.append(_row(person, "9", start, start + timedelta(days=days), "j"))
    csv_file(raw / "anbringelser" / f"{_KNOWN_ON}_esbjerg.csv", _HEADER, rows)


def _person(register: Register, born: date) -> Individual:
    return Individual(register.number(born), born)


def _row(person: Individual, place: str, start: date, end: date | None, acute: str) -> Row:
    return (person.cpr, _ESBJERG, place, start, end, "social", acute)
