"""Placed children per 1,000 of the population: forms, target group, one child once (Figure 35)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import HERNING, HVIDOVRE, Case, case
from tests.key_figures.literal.conftest import Figures

every_place = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        a       2005-03-01  1                 2014-06-01  -
        b       2005-03-01  21                2014-06-01  -
        c       2005-03-01  22                2014-06-01  -
        d       2005-03-01  23                2014-06-01  -
        e       2005-03-01  24                2014-06-01  -
        f       2005-03-01  25                2014-06-01  -
        g       2005-03-01  26                2014-06-01  -
        h       2005-03-01  9                 2014-06-01  -
        i       2005-03-01  7                 2014-06-01  -
        j       2005-03-01  8                 2014-06-01  -
        k       2005-03-01  27                2014-06-01  -
        l       2005-03-01  11                2014-06-01  -
        m       2005-03-01  6                 2014-06-01  -
        n       2005-03-01  99                2014-06-01  -
    """
)

several_at_once = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        a       2005-03-01  1                 2014-06-01  -
        a       2005-03-01  21                2014-07-01  -
        a       2005-03-01  9                 2014-08-01  2015-01-31
        b       2006-03-01  21                2014-06-01  2015-01-31
        b       2006-03-01  1                 2015-01-31  -
        c       2007-03-01  9                 2013-06-01  -
        c       2007-03-01  9                 2014-06-01  -
        d       2008-03-01  6                 2014-06-01  -
        d       2008-03-01  1                 2014-06-01  -
        e       2009-03-01  99                2014-06-01  -
        e       2009-03-01  21                2014-06-01  -
    """
)

target_group = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato  maalgruppe
        a       2005-03-01  9                 2014-06-01  -         social
        b       2005-03-01  9                 2014-06-01  -         handicap
        c       2005-03-01  9                 2014-06-01  -         uledsaget
        d       2005-03-01  9                 2014-06-01  -         handicap
        d       2005-03-01  21                2014-06-01  -         social
    """
)

two_municipalities = case(
    anbringelser="""
        kommune  person    born        anbringelsessted  startdato   slutdato
        657      traveller 2005-03-01  9                 2014-06-01  -
        167      traveller 2005-03-01  21                2014-06-01  -
        167      neighbour 2005-03-01  21                2014-06-01  -
    """
)


def test_each_place_counts_by_its_form_and_own_room_school_and_unknown_not(
    figures: Figures,
) -> None:
    assert figures.values(every_place, "placed_per_1000", "2015-01-31") == pytest.approx(
        {
            "total": (1 + 6 + 4) / 4_200 * 1000,
            "institution": 4 / 4_200 * 1000,
            "foster": 6 / 4_200 * 1000,
            "network": 1 / 4_200 * 1000,
        }
    )


def test_the_most_intrusive_form_wins_and_a_child_counts_once(figures: Figures) -> None:
    assert figures.numerators(several_at_once, "placed_per_1000", "2015-01-31") == {
        "total": 5,
        "institution": 2,  # a and c
        "foster": 2,  # b, and e whose other place is unknown
        "network": 1,  # d, whose own room is no placement
    }


def test_the_form_follows_the_child_to_the_next_cut_date(figures: Figures) -> None:
    assert figures.numerators(several_at_once, "placed_per_1000", "2015-05-31") == {
        "total": 5,
        "institution": 1,
        "foster": 2,
        "network": 2,
    }


def test_only_the_target_group_counts_also_where_a_child_has_both(figures: Figures) -> None:
    assert figures.numerators(target_group, "placed_per_1000", "2015-01-31") == {
        "total": 2,
        "institution": 1,
        "foster": 1,
        "network": 0,
    }


def test_a_child_counts_in_each_municipality_that_acts_for_it(figures: Figures) -> None:
    herning = figures.numerators(Case(HERNING), "placed_per_1000", "2015-01-31")
    hvidovre = figures.numerators(Case(HVIDOVRE), "placed_per_1000", "2015-01-31")
    assert herning == {"total": 1, "institution": 1, "foster": 0, "network": 0}
    assert hvidovre == {"total": 2, "institution": 0, "foster": 2, "network": 0}


def test_no_population_of_the_two_is_no_denominator(figures: Figures) -> None:
    cell = figures(Case(HERNING), "placed_per_1000", "2015-01-31", "total")
    assert (cell.value, cell.denominator, cell.status) == (None, None, "no_denominator")
