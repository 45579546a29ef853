"""Children with home-based measures by type, their sum and each child once (Figures 45, 54, 63)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import NO_MEASURES, NO_PLACEMENTS, case
from tests.key_figures.literal.conftest import Figures

every_measure = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        r       2005-03-01  6                 2014-06-01  -
        s       2005-03-01  11                2014-06-01  2015-03-31
        i       2005-03-01  9                 2014-06-01  -
    """,
    foranstaltninger="""
        person  born        ydelse      startdato   slutdato
        a       2005-03-01  SEL-52-3.1  2014-06-01  -
        b       2005-03-01  SEL-52-3.2  2014-06-01  -
        c       2005-03-01  SEL-52-3.3  2014-06-01  -
        d       2005-03-01  SEL-52-3.5  2014-06-01  -
        e       2005-03-01  SEL-52-3.6  2014-06-01  -
        f       2005-03-01  SEL-52-3.8  2014-06-01  -
        g       2005-03-01  SEL-52-3.9  2014-06-01  -
        h       2005-03-01  SEL-52a     2014-06-01  -
        j       2005-03-01  SEL-52-3.4  2014-06-01  -
        k       2005-03-01  SEL-54      2014-06-01  -
        l       2005-03-01  SEL-11-3.2  2014-06-01  -
        m       2005-03-01  SEL-50      2014-06-01  -
    """,
)

several_types = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        a       2005-03-01  6                 2014-06-01  -
        b       2005-03-01  9                 2014-06-01  -
        b       2005-03-01  11                2014-06-01  -
    """,
    foranstaltninger="""
        person  born        ydelse      startdato   slutdato    maalgruppe
        a       2005-03-01  SEL-52-3.2  2014-06-01  2015-01-31  social
        a       2005-03-01  SEL-52-3.3  2014-06-01  -           social
        a       2005-03-01  SEL-54      2014-06-01  -           social
        c       2005-03-01  SEL-52-3.4  2015-01-31  -           social
        d       2005-03-01  SEL-52-3.2  2015-02-01  -           social
        e       2005-03-01  SEL-52-3.2  2014-06-01  -           handicap
        f       1997-01-31  SEL-52-3.2  2014-06-01  -           social
    """,
)

nothing_in_force = case(anbringelser=NO_PLACEMENTS, foranstaltninger=NO_MEASURES)
placements_only = case(anbringelser=NO_PLACEMENTS)


def test_each_paragraph_counts_in_its_type(figures: Figures) -> None:
    assert figures.values(every_measure, "home_based_per_1000", "2015-01-31") == pytest.approx(
        {
            "preventive_measure": 8 / 4_200 * 1000,
            "home_based_placement": 2 / 4_200 * 1000,  # own room and boarding school
            "parent_directed": 1 / 4_200 * 1000,
            "family_residential": 1 / 4_200 * 1000,
            "total": (8 + 2 + 1 + 1) / 4_200 * 1000,
            "children": 12 / 4_200 * 1000,
        }
    )


def test_total_is_the_plain_sum_and_children_counts_each_once(figures: Figures) -> None:
    assert figures.numerators(several_types, "home_based_per_1000", "2015-01-31") == {
        "preventive_measure": 1,  # a has two of them
        "home_based_placement": 2,  # a, and b whose form is institution
        "parent_directed": 1,  # a
        "family_residential": 1,  # c
        "total": 1 + 2 + 1 + 1,
        "children": 3,
    }


def test_a_sum_that_counts_children_twice_has_no_interval(figures: Figures) -> None:
    total = figures(several_types, "home_based_per_1000", "2015-01-31", "total")
    children = figures(several_types, "home_based_per_1000", "2015-01-31", "children")
    assert (total.ci_low, total.ci_high, total.ci_method) == (None, None, None)
    assert children.ci_low < 3 / 4_200 * 1000 < children.ci_high


def test_nobody_has_one_is_a_true_zero(figures: Figures) -> None:
    cell = figures(nothing_in_force, "home_based_per_1000", "2015-01-31", "children")
    assert (cell.numerator, cell.denominator, cell.value, cell.status) == (0, 4_200, 0, "ok")


def test_placements_alone_do_not_tell(figures: Figures) -> None:
    assert figures.periods(placements_only, "home_based_per_1000") == []
    assert figures.periods(placements_only, "home_based_movement") == []
