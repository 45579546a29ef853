"""Children who left institutions from one cut date to the next (Figures 40-44)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import AALBORG, HADERSLEV, NO_PLACEMENTS, Case, case
from tests.key_figures.literal.conftest import Figures

everything_happens = case(
    anbringelser="""
        person    born        anbringelsessted  startdato   slutdato
        stays     2005-03-01  9                 2014-06-01  -
        moves     2005-03-01  9                 2014-06-01  2015-03-31
        moves     2005-03-01  27                2015-04-01  -
        foster    2005-03-01  9                 2014-06-01  2015-03-31
        foster    2005-03-01  21                2015-04-01  -
        network   2005-03-01  9                 2014-06-01  2015-03-31
        network   2005-03-01  1                 2015-04-01  -
        home      2005-03-01  9                 2014-06-01  2015-05-30
        room      2005-03-01  9                 2014-06-01  2015-03-31
        room      2005-03-01  6                 2015-04-01  -
        lost      2005-03-01  9                 2014-06-01  2015-03-31
        lost      2005-03-01  99                2015-04-01  -
        adult     1997-05-31  9                 2014-06-01  2015-03-31
        oldest    1997-06-01  9                 2014-06-01  2015-03-31
        between   2005-03-01  9                 2015-02-01  2015-05-30
        fostered  2005-03-01  21                2014-06-01  2015-03-31
        last_day  2005-03-01  9                 2014-06-01  2015-01-31
        secured   2005-03-01  8                 2014-06-01  2015-03-31
    """
)
other_target_group = case(
    anbringelser="""
        person    born        anbringelsessted  startdato   slutdato    maalgruppe
        disabled  2005-03-01  9                 2014-06-01  2015-03-31  handicap
        disabled  2005-03-01  21                2014-06-01  -           social
        later     2005-03-01  9                 2014-06-01  2015-03-31  social
        later     2005-03-01  9                 2015-04-01  -           handicap
    """
)
moved_away = case(
    anbringelser="""
        kommune  person  born        anbringelsessted  startdato   slutdato
        510      mover   2005-03-01  9                 2014-06-01  2015-03-31
        851      mover   2005-03-01  21                2015-04-01  -
    """
)
never_an_institution = case(anbringelser=NO_PLACEMENTS)


def test_who_left_and_where_they_are_now(figures: Figures) -> None:
    stayed, gone = ["stays", "moves"], ["home", "room", "lost", "oldest", "last_day", "secured"]
    cohort = len([*stayed, *gone, "foster", "network"])
    assert figures.values(everything_happens, "institution_exits", "2015-05-31") == pytest.approx(
        {
            "ceased": 8 / cohort * 100,  # all but stays and moves
            "other_placement": 2 / cohort * 100,  # foster and network
            "not_placed": 6 / cohort * 100,  # own room and an unknown place are no placement
        }
    )


def test_the_cohort_is_of_the_previous_cut_date(figures: Figures) -> None:
    """``between`` came and went between two cut dates, ``moves`` and ``stays`` are left."""
    cell = figures(everything_happens, "institution_exits", "2015-09-30", "ceased")
    assert (cell.numerator, cell.denominator, cell.value) == (0, 2, 0)


def test_only_the_target_group_is_in_the_cohort_and_in_its_next_form(figures: Figures) -> None:
    numerators = figures.numerators(other_target_group, "institution_exits", "2015-05-31")
    assert numerators == {"ceased": 1, "other_placement": 0, "not_placed": 1}
    ceased = figures(other_target_group, "institution_exits", "2015-05-31", "ceased")
    assert ceased.denominator == 1


def test_the_first_cut_date_has_no_previous_one(figures: Figures) -> None:
    assert figures.periods(everything_happens, "institution_exits")[0] == "2015-05-31"


def test_an_empty_cohort_is_not_applicable(figures: Figures) -> None:
    cell = figures(never_an_institution, "institution_exits", "2015-05-31", "ceased")
    assert (cell.numerator, cell.denominator, cell.value) == (0, 0, None)
    assert cell.status == "not_applicable"


def test_what_another_municipality_does_is_not_seen(figures: Figures) -> None:
    here = figures.numerators(Case(HADERSLEV), "institution_exits", "2015-05-31")
    there = figures(Case(AALBORG), "institution_exits", "2015-05-31", "ceased")
    assert here == {"ceased": 1, "other_placement": 0, "not_placed": 1}
    assert there.status == "not_applicable"
