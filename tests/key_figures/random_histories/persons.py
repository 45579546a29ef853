"""Strategies for placements and measures: histories that crowd around the days that decide."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from models.codelists import code_list
from tests.key_figures.plain.country import Delivery, Row, cut_dates

LAST_DAY = date(2017, 3, 1)
_DELIVERED_ON = [
    [LAST_DAY],
    [date(2016, 5, 31), LAST_DAY],
    [LAST_DAY, date(2015, 6, 1)],
    [date(2016, 1, 31)],
    [],
]
_SCHOOL_YEARS = [date(year, 8, 1) for year in (2014, 2015, 2016)]
_HALF_YEARS = [date(2014, 7, 31), date(2014, 11, 30), date(2015, 3, 30), date(2016, 3, 30)]
_EIGHTEEN_YEARS_BEFORE = [date(day.year - 18, day.month, day.day) for day in cut_dates(LAST_DAY)]
_LEAP_DAYS = [date(1996, 2, 29), date(2000, 2, 29), date(2012, 2, 29)]

_COLUMN = {"anbringelser": "anbringelsessted", "foranstaltninger": "ydelse"}


def _codes_by_kind(name: str, kind: str) -> list[list[str]]:
    """The codes of a list, those of one kind together: a kind is drawn before its code."""
    kinds: dict[str, list[str]] = {}
    for row in code_list(name):
        kinds.setdefault(row[kind], []).append(row["code"])
    return list(kinds.values())


_CODES = {
    "anbringelser": _codes_by_kind("placement_places", "form"),
    "foranstaltninger": _codes_by_kind("measures", "kind"),
}


def _around(days: list[date]) -> st.SearchStrategy[date]:
    """Each of these days, the day before it and the day after it."""
    return st.sampled_from([day + timedelta(days=by) for day in days for by in (0, -1, 1)])


def days_in_question() -> st.SearchStrategy[date]:
    """Cut dates, borders of school years and of six months, leap days, and any other day."""
    borders = [*cut_dates(LAST_DAY), *_SCHOOL_YEARS, *_HALF_YEARS, date(2016, 2, 29)]
    return _around(borders) | st.dates(date(2013, 6, 1), LAST_DAY)


def births() -> st.SearchStrategy[date]:
    """Eighteen on a cut date, born on one, born on leap days, or any other birth."""
    decisive = _around([*_EIGHTEEN_YEARS_BEFORE, *cut_dates(LAST_DAY)])
    any_child = st.dates(date(1996, 1, 1), date(2014, 12, 31))
    # Named twice, because most rows of an example should be about children.
    return st.one_of(any_child, any_child, decisive, st.sampled_from(_LEAP_DAYS))


@st.composite
def spell(draw: st.DrawFn, kommune: str, source: str, born: list[date]) -> Row:
    """One placement or measure of one of a few persons, whom other municipalities may know too."""
    number = draw(st.integers(0, len(born) - 1))
    start = draw(days_in_question())
    end = draw(st.none() | days_in_question() | st.just(start))
    codes = draw(st.sampled_from(_CODES[source]))
    return {
        "person_id": f"p{number}",
        "birth_date": born[number],
        "kommune": kommune,
        _COLUMN[source]: draw(st.sampled_from(codes)),
        "startdato": start,
        "slutdato": end if end is None or end >= start else start + timedelta(days=90),
        # Mostly the target group, so that most rows of an example matter.
        "maalgruppe": draw(st.sampled_from(["social"] * 6 + ["handicap", "uledsaget"])),
        "akut": None,
        "distrikt": None,
    }


@st.composite
def whole_delivery(draw: st.DrawFn, source: str, kommune: str, born: list[date]) -> list[Delivery]:
    """A municipality's placements or measures: not delivered, delivered, or delivered twice."""
    deliveries = []
    for day in draw(st.sampled_from(_DELIVERED_ON)):
        rows = {}
        for _ in range(draw(st.sampled_from([1, 12, 40]))):
            row = draw(spell(kommune, source, born))
            rows[row["person_id"], row[_COLUMN[source]], row["startdato"]] = row
        deliveries.append(Delivery(source, day, list(rows.values())))
    return deliveries


@st.composite
def exchanges(draw: st.DrawFn, kommune: str, born: list[date]) -> list[Delivery]:
    """Some numbers exchanged for those of others, also in chains and circles; often none."""
    persons = st.integers(0, len(born) - 1)
    rows = [
        {
            "kommune": kommune,
            "person_id_tidligere": f"p{former}",
            "birth_date_tidligere": born[former],
            "person_id_nu": f"p{now}",
            "birth_date_nu": born[now],
            "dato": date(2016, 5, 1),
        }
        for former, now in draw(st.dictionaries(persons, persons, max_size=4)).items()
        if former != now
    ]
    return [Delivery("cpr_aendringer", date(2016, 5, 31), rows)] if rows else []
