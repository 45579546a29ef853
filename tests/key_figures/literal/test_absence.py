"""Days absent in per cent of school days, per pupil, then the mean (Figures 53, 62, 71)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import NO_PLACEMENTS, case
from tests.key_figures.literal.conftest import Figures

HEADER = """
    person skole klassetrin skoleaar fravaer_ulovligt fravaer_lovligt fravaer_sygdom skoledage
"""
ONE_VULNERABLE = """
    person  born        ydelse      startdato   slutdato
    v       2003-03-01  SEL-52-3.2  2014-06-01  -
"""

pupils = case(
    fravaer=HEADER
    + """
    v       1     4   2014/15   10      5       5     200
    v       2     4   2014/15   0       0       10    100
    a       1     9   2014/15   0.5     1.5     2     100
    b       1     5   2014/15   0       0       0     200
    zero    1     5   2014/15   0       0       0     0
    third   1     3   2014/15   50      0       0     100
    tenth   1     10  2014/15   50      0       0     100
    no_one  1     -   2014/15   50      0       0     100
    """,
    anbringelser=NO_PLACEMENTS,
    foranstaltninger=ONE_VULNERABLE,
)


def test_all_three_kinds_over_all_schools_then_the_mean_over_pupils(figures: Figures) -> None:
    vulnerable = (10 + 5 + 5 + 10) / (200 + 100) * 100
    other = ((0.5 + 1.5 + 2) / 100 * 100 + 0) / 2
    assert figures.values(pupils, "absence", "2014/15") == pytest.approx(
        {"vulnerable": vulnerable, "other": other, "gap": vulnerable - other}
    )


def test_pupils_without_school_days_have_no_absence(figures: Figures) -> None:
    cell = figures(pupils, "absence", "2014/15", "other")
    assert (cell.denominator, cell.unit, cell.status) == (2, "pct", "ok")
    assert cell.numerator == pytest.approx(4 + 0)
