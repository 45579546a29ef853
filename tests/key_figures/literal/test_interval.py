"""The 95 % interval of shares of persons: Wilson's, which stays between 0 and 100 per cent."""

from __future__ import annotations

from math import sqrt

import pytest

from tests.key_figures.literal.cases import NO_PLACEMENTS, case
from tests.key_figures.literal.conftest import Figures

Z = 1.959963984540054  # 97.5 % of the normal distribution lie below

three_of_four = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        a       2005-03-01  9                 2014-06-01  -
        b       2005-03-01  9                 2014-06-01  -
        c       2005-03-01  9                 2014-06-01  -
        d       2005-03-01  1                 2014-06-01  -
    """
)
nobody_placed = case(anbringelser=NO_PLACEMENTS, population={2015: 1_000})


def test_three_of_four(figures: Figures) -> None:
    cell = figures(three_of_four, "placement_share", "2015-01-31", "institution")
    middle = (3 / 4 + Z**2 / (2 * 4)) / (1 + Z**2 / 4)
    half = Z / (1 + Z**2 / 4) * sqrt(3 / 4 * 1 / 4 / 4 + Z**2 / (4 * 4**2))
    assert cell.ci_low == pytest.approx((middle - half) * 100)
    assert cell.ci_high == pytest.approx((middle + half) * 100)
    assert cell.ci_method == "wilson"


def test_nobody_of_a_thousand_may_still_be_some(figures: Figures) -> None:
    cell = figures(nobody_placed, "placed_per_1000", "2015-01-31", "total")
    assert cell.ci_low == pytest.approx(0, abs=1e-9)
    assert cell.ci_high == pytest.approx(Z**2 / (1_000 + Z**2) * 1_000)


def test_without_a_value_there_is_no_interval(figures: Figures) -> None:
    cell = figures(nobody_placed, "placement_share", "2015-01-31", "institution")
    assert (cell.ci_low, cell.ci_high, cell.ci_method) == (None, None, None)
