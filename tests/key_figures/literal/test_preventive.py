"""Section 11.3 measures, and the examinations that followed them (Figures 47, 56, 65; Table 6)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import NO_MEASURES, case
from tests.key_figures.literal.conftest import Figures

in_force = case(
    foranstaltninger="""
        person  born        ydelse      startdato   slutdato    maalgruppe
        a       2005-03-01  SEL-11-3.1  2014-06-01  -           social
        b       2005-03-01  SEL-11-3.2  2014-06-01  2015-01-31  social
        c       2005-03-01  SEL-11-3.3  2015-01-31  -           social
        d       2005-03-01  SEL-11-3.4  2014-06-01  -           social
        d       2005-03-01  SEL-11-3.1  2014-07-01  -           social
        e       2005-03-01  SEL-11-3.1  2014-06-01  2015-01-30  social
        f       2005-03-01  SEL-11-3.1  2014-06-01  -           handicap
        g       1997-01-31  SEL-11-3.1  2014-06-01  -           social
        h       2005-03-01  SEL-52-3.2  2014-06-01  -           social
        i       2005-03-01  SEL-50      2014-06-01  -           social
    """
)

examined = case(
    foranstaltninger="""
        person     born        ydelse      startdato   slutdato    maalgruppe
        yes        2005-03-01  SEL-11-3.1  2014-08-01  2014-09-01  social
        yes        2005-03-01  SEL-50      2015-01-31  -           social
        next_day   2005-03-01  SEL-11-3.1  2014-11-01  -           social
        next_day   2005-03-01  SEL-50      2014-11-02  2014-12-01  social
        twice      2005-03-01  SEL-11-3.1  2014-11-01  -           social
        twice      2005-03-01  SEL-50      2014-12-01  -           social
        twice      2005-03-01  SEL-50      2015-01-01  -           social
        between    2005-03-01  SEL-11-3.1  2014-11-01  -           social
        between    2005-03-01  SEL-50      2014-12-01  -           social
        between    2005-03-01  SEL-11-3.2  2014-12-15  -           social
        same_day   2005-03-01  SEL-11-3.1  2014-11-01  -           social
        same_day   2005-03-01  SEL-50      2014-11-01  -           social
        before     2005-03-01  SEL-11-3.1  2014-11-01  -           social
        before     2005-03-01  SEL-50      2014-10-01  -           social
        too_late   2005-03-01  SEL-11-3.1  2014-11-01  -           social
        too_late   2005-03-01  SEL-50      2015-02-01  -           social
        never      2005-03-01  SEL-11-3.1  2015-01-31  -           social
        old        2005-03-01  SEL-11-3.1  2014-07-31  -           social
        old        2005-03-01  SEL-50      2014-12-01  -           social
        adult      1997-01-31  SEL-11-3.1  2014-11-01  -           social
        adult      1997-01-31  SEL-50      2014-12-01  -           social
        disabled   2005-03-01  SEL-11-3.1  2014-11-01  -           handicap
        disabled   2005-03-01  SEL-50      2014-12-01  -           handicap
    """
)

six_months = case(
    foranstaltninger="""
        person  born        ydelse      startdato   slutdato
        a       2005-03-01  SEL-11-3.1  2014-11-30  -
        b       2005-03-01  SEL-11-3.1  2014-12-01  -
        c       2005-03-01  SEL-11-3.1  2015-03-30  -
        d       2005-03-01  SEL-11-3.1  2015-03-31  -
    """
)

childrens_act = case(
    foranstaltninger="""
        person  born        ydelse      startdato   slutdato
        a       2015-03-01  BL-30-1.2   2024-02-01  -
        a       2015-03-01  BL-20       2024-03-01  -
        b       2015-03-01  BL-30-1.1   2024-02-01  -
    """,
    on="2024-06-30",
    population={2024: 4_000},
)
nobody = case(foranstaltninger=NO_MEASURES)


def test_children_with_a_measure_in_force_once_each(figures: Figures) -> None:
    cell = figures(in_force, "preventive_per_1000", "2015-01-31", "total")
    assert cell.numerator == len("abcd")
    assert cell.value == pytest.approx(4 / 4_200 * 1000)


def test_examinations_after_the_first_start_and_not_later_than_the_cut_date(
    figures: Figures,
) -> None:
    followed = ["yes", "next_day", "twice", "between"]
    not_followed = ["same_day", "before", "too_late", "never"]
    cell = figures(examined, "preventive_followed_by_examination", "2015-01-31", "total")
    assert cell.numerator == len(followed)
    assert cell.denominator == len(followed + not_followed)
    assert cell.value == pytest.approx(4 / 8 * 100)


def test_six_months_to_31_may_begin_after_30_november(figures: Figures) -> None:
    cell = figures(six_months, "preventive_followed_by_examination", "2015-05-31", "total")
    assert cell.denominator == len("bcd")


def test_six_months_to_30_september_begin_after_30_march(figures: Figures) -> None:
    cell = figures(six_months, "preventive_followed_by_examination", "2015-09-30", "total")
    assert cell.denominator == len("d")


def test_the_codes_of_the_childrens_act_go_on_where_the_service_act_ended(
    figures: Figures,
) -> None:
    rate = figures(childrens_act, "preventive_per_1000", "2024-05-31", "total")
    share = figures(childrens_act, "preventive_followed_by_examination", "2024-05-31", "total")
    assert rate.value == pytest.approx(2 / 4_000 * 1000)
    assert share.value == pytest.approx(1 / 2 * 100)


def test_nobody_began_is_not_applicable_and_nobody_has_one_is_zero(figures: Figures) -> None:
    share = figures(nobody, "preventive_followed_by_examination", "2015-01-31", "total")
    rate = figures(nobody, "preventive_per_1000", "2015-01-31", "total")
    assert (share.numerator, share.denominator, share.status) == (0, 0, "not_applicable")
    assert (rate.value, rate.status) == (0, "ok")
