"""Pupils who are absent at least 10 and 15 per cent of their school days (001, p. 8).

"Andel af skoleforsømmere skal kortlægges og udgøre indikatoren på forebyggelsesbehov i skoleregi."
"""

from __future__ import annotations

from math import hypot

import pytest

from tests.key_figures.literal.cases import NO_PLACEMENTS, case
from tests.key_figures.literal.conftest import Figures

pupils = case(
    fravaer="""
    person skole klassetrin skoleaar fravaer_ulovligt fravaer_lovligt fravaer_sygdom skoledage
    v      1     4   2014/15   10      5       5     200
    w      1     4   2014/15   0       19.9    0     200
    a      1     9   2014/15   4.35    0       0     43.5
    b      1     5   2014/15   0       30      0     200
    b2     1     5   2014/15   0       0       9     100
    b2     2     5   2014/15   0       0       12    100
    c      1     5   2014/15   29.9    0       0     200
    d      1     5   2014/15   0       0       0     200
    zero   1     5   2014/15   0       0       0     0
    third  1     3   2014/15   50      0       0     100
    """,
    anbringelser=NO_PLACEMENTS,
    foranstaltninger="""
        person  born        ydelse      startdato   slutdato
        v       2003-03-01  SEL-52-3.2  2014-06-01  -
        w       2003-03-01  SEL-52-3.2  2014-06-01  -
    """,
)


def test_exactly_ten_per_cent_is_concerning(figures: Figures) -> None:
    """v: 20 / 200; w: 19.9 / 200 is not; a: 4.35 / 43.5, which a double makes a hair less."""
    cells = figures.cells(pupils, "concerning_absence_share", "2014/15")
    assert (cells["vulnerable"].numerator, cells["vulnerable"].denominator) == (1, 2)
    assert (cells["other"].numerator, cells["other"].denominator) == (4, 5)
    assert cells["other"].value == 4 / 5 * 100


def test_fifteen_per_cent_is_severe(figures: Figures) -> None:
    """b: 30 / 200; c: 29.9 / 200 is not."""
    cells = figures.cells(pupils, "severe_absence_share", "2014/15")
    assert (cells["vulnerable"].numerator, cells["other"].numerator) == (0, 1)
    assert cells["other"].value == 1 / 5 * 100


def test_the_gap_of_two_shares_has_newcombes_interval(figures: Figures) -> None:
    cells = figures.cells(pupils, "concerning_absence_share", "2014/15")
    one, other, gap = cells["vulnerable"], cells["other"], cells["gap"]
    assert one.value is not None and other.value is not None
    assert one.ci_low is not None and other.ci_high is not None
    assert gap.value == pytest.approx((1 / 2 - 4 / 5) * 100)
    reach = hypot(one.value - one.ci_low, other.ci_high - other.value)
    assert gap.ci_low == pytest.approx(one.value - other.value - reach)
    assert gap.ci_method == "mover"
