"""Each form in per cent of all placed children (Figures 36-39)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import NO_PLACEMENTS, case
from tests.key_figures.literal.conftest import Figures

four_placed = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        a       2005-03-01  9                 2014-06-01  -
        b       2005-03-01  21                2014-06-01  2015-03-31
        c       2005-03-01  22                2014-06-01  -
        d       2005-03-01  1                 2014-06-01  2015-03-31
        room    2005-03-01  6                 2014-06-01  -
        adult   1990-03-01  9                 2014-06-01  -
    """
)
nobody_placed = case(anbringelser=NO_PLACEMENTS)


def test_shares_of_all_placed(figures: Figures) -> None:
    assert figures.values(four_placed, "placement_share", "2015-01-31") == pytest.approx(
        {"institution": 1 / 4 * 100, "foster": 2 / 4 * 100, "network": 1 / 4 * 100}
    )


def test_a_form_that_nobody_has_is_a_true_zero(figures: Figures) -> None:
    cell = figures(four_placed, "placement_share", "2015-05-31", "network")
    assert (cell.numerator, cell.denominator, cell.value, cell.status) == (0, 2, 0, "ok")


def test_nobody_placed_has_no_shares_but_a_rate_of_zero(figures: Figures) -> None:
    share = figures(nobody_placed, "placement_share", "2015-01-31", "foster")
    rate = figures(nobody_placed, "placed_per_1000", "2015-01-31", "foster")
    assert (share.numerator, share.denominator, share.value) == (0, 0, None)
    assert share.status == "not_applicable"
    assert (rate.numerator, rate.denominator, rate.value, rate.status) == (0, 4_200, 0, "ok")
