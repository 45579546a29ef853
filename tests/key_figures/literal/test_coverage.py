"""Where a figure appears: what was delivered, how far back and which delivery counts."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import (
    NO_MEASURES,
    NO_PLACEMENTS,
    VEJEN,
    VEJLE,
    Case,
    Table,
    case,
)
from tests.key_figures.literal.conftest import Figures

ONE_CHILD = """
    person  born        anbringelsessted  startdato   slutdato
    a       2005-03-01  9                 2014-06-01  -
"""
TWO_CHILDREN = """
    person  born        anbringelsessted  startdato   slutdato
    b       2005-03-01  21                2014-06-01  -
    c       2005-03-01  21                2014-06-01  -
"""

on_a_cut_date = case(anbringelser=ONE_CHILD, on="2015-05-31")
day_before_a_cut_date = case(anbringelser=ONE_CHILD, on="2015-05-30")
measures_earlier = case(
    Table("foranstaltninger", "2015-02-01", NO_MEASURES), anbringelser=ONE_CHILD, on="2015-06-01"
)
measures_only = case(foranstaltninger=NO_MEASURES)
nothing_but_a_caseload = case(sagstal="dato raadgiver sager\n2015-03-02 r1 10")
superseded = case(
    Table("anbringelser", "2016-02-01", TWO_CHILDREN), anbringelser=ONE_CHILD, on="2015-06-01"
)
# The same, but the delivery that counts was written down first.
out_of_order = case(
    Table("anbringelser", "2015-06-01", ONE_CHILD), anbringelser=TWO_CHILDREN, on="2016-02-01"
)
one_municipality_again = case(
    Table(
        "anbringelser",
        "2016-02-01",
        """
        kommune  person  born        anbringelsessted  startdato   slutdato
        575      b       2005-03-01  21                2014-06-01  -
        """,
    ),
    anbringelser="""
        kommune  person  born        anbringelsessted  startdato   slutdato
        575      a       2005-03-01  9                 2014-06-01  -
        630      c       2005-03-01  9                 2014-06-01  -
    """,
    on="2015-06-01",
)
one_school_year_again = case(
    Table(
        "fravaer",
        "2016-09-01",
        """
        person skole klassetrin skoleaar fravaer_ulovligt fravaer_lovligt fravaer_sygdom skoledage
        a      1     5          2015/16  0                0               8              100
        """,
    ),
    fravaer="""
        person skole klassetrin skoleaar fravaer_ulovligt fravaer_lovligt fravaer_sygdom skoledage
        a      1     4          2014/15  0                0               2              100
        a      1     5          2015/16  0                0               4              100
    """,
    anbringelser=NO_PLACEMENTS,
    foranstaltninger=NO_MEASURES,
    on="2016-08-01",
)


def test_the_delivery_day_is_the_last_day_that_is_known(figures: Figures) -> None:
    assert figures.periods(on_a_cut_date, "placed_per_1000") == ["2015-01-31", "2015-05-31"]
    assert figures.periods(day_before_a_cut_date, "placed_per_1000") == ["2015-01-31"]


def test_the_earliest_delivery_of_those_needed_sets_the_end(figures: Figures) -> None:
    assert figures.periods(measures_earlier, "home_based_per_1000") == ["2015-01-31"]
    assert figures.periods(measures_earlier, "preventive_per_1000") == ["2015-01-31"]
    assert figures.periods(measures_earlier, "placed_per_1000") == ["2015-01-31", "2015-05-31"]


def test_what_was_not_delivered_is_no_row(figures: Figures) -> None:
    assert figures.key_figures(nothing_but_a_caseload) == {
        "caseload",
        "caseload_per_full_time",
        "caseload_spread",
    }
    assert figures.key_figures(measures_only) == {
        "preventive_per_1000",
        "preventive_followed_by_examination",
    }


@pytest.mark.parametrize("where", [superseded, out_of_order], ids=["in order", "out of order"])
def test_the_newest_delivery_replaces_the_older_one_whole(figures: Figures, where: Case) -> None:
    assert figures.numerators(where, "placed_per_1000", "2015-01-31") == {
        "total": 2,
        "institution": 0,
        "foster": 2,
        "network": 0,
    }
    assert figures.periods(where, "placed_per_1000")[-1] == "2016-01-31"


def test_a_delivery_of_two_municipalities_goes_on_counting_for_one(figures: Figures) -> None:
    replaced = figures.numerators(Case(VEJEN), "placed_per_1000", "2015-01-31")
    kept = figures.numerators(Case(VEJLE), "placed_per_1000", "2015-01-31")
    assert replaced == {"total": 1, "institution": 0, "foster": 1, "network": 0}
    assert kept == {"total": 1, "institution": 1, "foster": 0, "network": 0}


def test_a_newer_delivery_replaces_its_own_school_years_only(figures: Figures) -> None:
    earlier = figures(one_school_year_again, "absence", "2014/15", "other")
    replaced = figures(one_school_year_again, "absence", "2015/16", "other")
    assert (earlier.value, replaced.value) == (pytest.approx(2), pytest.approx(8))
    assert (earlier.denominator, replaced.denominator) == (1, 1)


def test_every_cell_names_its_area(figures: Figures) -> None:
    cell = figures(on_a_cut_date, "placed_per_1000", "2015-05-31", "total")
    assert (cell.area_type, cell.area_code) == ("municipality", on_a_cut_date.kommune)
    assert str(cell.period_end) == "2015-05-31"
