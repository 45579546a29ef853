"""Where children with home-based measures are a year later (Figures 46, 55, 64)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import NO_MEASURES, NO_PLACEMENTS, case
from tests.key_figures.literal.conftest import Figures

a_year_later = case(
    anbringelser="""
        person      born        anbringelsessted  startdato   slutdato
        up          2005-03-01  21                2015-06-01  -
        up_adult    1997-06-01  9                 2015-06-01  -
        placed      2005-03-01  1                 2014-06-01  -
        room        2005-03-01  6                 2014-06-01  -
        back        2005-03-01  9                 2015-03-01  2015-12-31
        into_room   2005-03-01  11                2015-06-01  -
        lost        2005-03-01  99                2014-06-01  -
    """,
    foranstaltninger="""
        person      born        ydelse      startdato   slutdato    maalgruppe
        up          2005-03-01  SEL-52-3.2  2014-06-01  -           social
        up_adult    1997-06-01  SEL-52-3.2  2014-06-01  2015-05-31  social
        placed      2005-03-01  SEL-54      2014-06-01  -           social
        none        2005-03-01  SEL-54      2014-06-01  -           social
        none_new    2005-03-01  SEL-52-3.2  2014-06-01  2015-01-31  social
        none_new    2005-03-01  SEL-52-3.3  2016-01-31  -           social
        none_adult  1997-06-01  SEL-52-3.6  2014-06-01  -           social
        down        2005-03-01  SEL-52-3.2  2014-06-01  2016-01-30  social
        down_adult  1997-06-01  SEL-52-3.2  2014-06-01  2015-05-31  social
        down_11_3   2005-03-01  SEL-52-3.2  2014-06-01  2015-05-31  social
        down_11_3   2005-03-01  SEL-11-3.1  2015-06-01  -           social
        back        2005-03-01  SEL-52-3.2  2014-06-01  -           social
        into_room   2005-03-01  SEL-52-3.2  2014-06-01  2015-05-31  social
        lost        2005-03-01  SEL-52-3.2  2014-06-01  -           social
        too_late    2005-03-01  SEL-52-3.2  2015-02-01  -           social
        too_early   2005-03-01  SEL-52-3.2  2014-06-01  2015-01-30  social
        grown_up    1997-01-31  SEL-52-3.2  2014-06-01  -           social
        disabled    2005-03-01  SEL-52-3.2  2014-06-01  -           handicap
    """,
)
nobody = case(anbringelser=NO_PLACEMENTS, foranstaltninger=NO_MEASURES)


def test_up_none_and_down_without_correction_for_those_who_turned_18(figures: Figures) -> None:
    up = ["up", "up_adult"]
    none = ["room", "none", "none_new", "none_adult", "back", "into_room", "lost"]
    down = ["down", "down_adult", "down_11_3"]
    cohort = len(up + none + down)
    assert figures.values(a_year_later, "home_based_movement", "2016-01-31") == pytest.approx(
        {
            "up": len(up) / cohort * 100,
            "none": len(none) / cohort * 100,
            "down": len(down) / cohort * 100,
        }
    )


def test_the_three_directions_share_the_cohort(figures: Figures) -> None:
    cells = figures.cells(a_year_later, "home_based_movement", "2016-01-31")
    assert {cell.denominator for cell in cells.values()} == {12}
    assert sum(cell.numerator for cell in cells.values()) == 12


def test_the_first_year_cannot_be_looked_back_from(figures: Figures) -> None:
    assert figures.periods(a_year_later, "home_based_movement")[0] == "2016-01-31"


def test_an_empty_cohort_is_not_applicable(figures: Figures) -> None:
    cell = figures(nobody, "home_based_movement", "2016-01-31", "up")
    assert (cell.numerator, cell.denominator, cell.value) == (0, 0, None)
    assert cell.status == "not_applicable"
