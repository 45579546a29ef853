"""Cases per caseworker on a date (Table 4)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

counted_twice = case(
    sagstal="""
        dato        raadgiver  sager  fuldtid
        2015-03-02  r1         18     j
        2015-03-02  r2         25.5   n
        2015-03-02  r3         12     -
        2016-03-01  r1         0      j
    """
)


def test_mean_smallest_and_largest_on_the_date(figures: Figures) -> None:
    assert figures.values(counted_twice, "caseload", "2015-03-02") == pytest.approx(
        {"mean": (18 + 25.5 + 12) / 3, "min": 12, "max": 25.5}
    )


def test_the_mean_is_a_ratio_and_the_ends_are_none(figures: Figures) -> None:
    cells = figures.cells(counted_twice, "caseload", "2015-03-02")
    assert (cells["mean"].numerator, cells["mean"].denominator) == (55.5, 3)
    assert cells["min"].denominator is None
    assert {cell.ci_low for cell in cells.values()} == {None}


def test_each_date_stands_by_itself(figures: Figures) -> None:
    assert figures.periods(counted_twice, "caseload") == ["2015-03-02", "2016-03-01"]
    assert figures.values(counted_twice, "caseload", "2016-03-01") == {
        "mean": 0,
        "min": 0,
        "max": 0,
    }
