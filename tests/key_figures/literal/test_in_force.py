"""When a placement is in force, and who is a child, on a cut date (31 January 2015)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import Case, case
from tests.key_figures.literal.conftest import Figures

HEADER = "person  born        anbringelsessted  startdato   slutdato\n"


def placed(born: str, start: str, end: str) -> Case:
    """A municipality whose only child was born and placed as said."""
    return case(anbringelser=f"{HEADER} a {born} 9 {start} {end}")


SPELLS = {
    "running, no end known": (placed("2005-03-01", "2014-06-01", "-"), 1),
    "the first day counts": (placed("2005-03-01", "2015-01-31", "-"), 1),
    "the day before the first does not": (placed("2005-03-01", "2015-02-01", "-"), 0),
    "the last day counts": (placed("2005-03-01", "2014-06-01", "2015-01-31"), 1),
    "the day after the last does not": (placed("2005-03-01", "2014-06-01", "2015-01-30"), 0),
    "a single day is enough": (placed("2005-03-01", "2015-01-31", "2015-01-31"), 1),
}

BIRTHS = {
    "born on the cut date": (placed("2015-01-31", "2015-01-31", "-"), 1),
    "not yet born": (placed("2015-02-01", "2015-01-31", "-"), 0),
    "eighteen tomorrow": (placed("1997-02-01", "2014-06-01", "-"), 1),
    "eighteen on the cut date": (placed("1997-01-31", "2014-06-01", "-"), 0),
    "eighteen yesterday": (placed("1997-01-30", "2014-06-01", "-"), 0),
}


@pytest.mark.parametrize(("where", "children"), SPELLS.values(), ids=SPELLS.keys())
def test_in_force_is_start_and_end_inclusive(figures: Figures, where: Case, children: int) -> None:
    cell = figures(where, "placed_per_1000", "2015-01-31", "total")
    assert cell.numerator == children
    assert cell.value == pytest.approx(children / 4_200 * 1000)


@pytest.mark.parametrize(("where", "children"), BIRTHS.values(), ids=BIRTHS.keys())
def test_a_child_is_born_and_under_18(figures: Figures, where: Case, children: int) -> None:
    cell = figures(where, "placed_per_1000", "2015-01-31", "total")
    assert (cell.numerator, cell.status) == (children, "ok")


born_on_a_leap_day = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        a       2000-02-29  9                 2014-06-01  -
    """,
    on="2018-06-30",
    population={2017: 5_000, 2018: 4_000},
)


def test_born_on_a_leap_day_turns_18_between_january_and_may(figures: Figures) -> None:
    january = figures(born_on_a_leap_day, "placed_per_1000", "2018-01-31", "total")
    may = figures(born_on_a_leap_day, "placed_per_1000", "2018-05-31", "total")
    assert (january.value, may.value) == (pytest.approx(1 / 4_000 * 1000), 0)


def test_cut_dates_are_31_january_31_may_and_30_september(figures: Figures) -> None:
    where = SPELLS["running, no end known"][0]
    assert figures.periods(where, "placed_per_1000") == [
        "2015-01-31",
        "2015-05-31",
        "2015-09-30",
        "2016-01-31",
        "2016-05-31",
        "2016-09-30",
    ]
