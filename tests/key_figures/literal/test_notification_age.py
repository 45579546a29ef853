"""Mean age at notification, and its fall (003 [2], p. 8).

"Der skal være et fald på minimum 15 % i aldersgennemsnittet for underretninger (i de 4
skoledistrikter) inden udgangen af 2012."
"""

from __future__ import annotations

from datetime import date
from math import sqrt
from typing import Any

import pytest
from scipy.stats import t

from tests.key_figures.literal.cases import Case, Table, case
from tests.key_figures.literal.conftest import Figures

HEDENSTED = Case("766")
DAYS = 365.25


def notified(year: int, ages: list[int]) -> str:
    """A child for each age in years, notified about on its birthday, 1 March."""
    return "".join(f"c{year}_{n} {year - age}-03-01 {year}-03-01 -\n" for n, age in enumerate(ages))


# Before it nobody knows what was kept: the first year of a delivery may not be all of it.
HEADER = "person born dato distrikt\nnobody 1970-01-01 2009-12-31 -\n"
OLDER, YOUNGER = [6, 8, 10, 12, 14] * 4, [5, 6, 7, 8, 9] * 4
falling = case(
    on="2013-01-31",
    underretninger=HEADER + notified(2010, OLDER) + notified(2011, [9]) + notified(2012, YOUNGER),
)
once_a_year = case(
    on="2016-12-31",
    underretninger="""
        person    born        dato        distrikt
        before    2010-01-01  2014-12-31  a
        twice     2010-01-01  2015-01-01  a
        twice     2010-01-01  2015-12-31  b
        twice     2010-01-01  2016-01-01  a
        grown_up  1997-05-01  2015-05-01  a
        nearly    1997-05-02  2015-05-01  a
        unborn    2015-06-01  2015-05-01  a
    """,
)
not_over = case(on="2016-12-30", underretninger=HEADER + notified(2015, [4]) + notified(2016, [4]))
of_districts = case(
    Table(
        "underretninger",
        "2013-01-31",
        """
        kommune  person  born        dato        distrikt
        766      before  2002-01-01  2011-12-31  Uldum
        766      a       2002-01-01  2012-01-01  Uldum
        766      a       2002-01-01  2012-02-01  Løsning
        766      b       2006-01-01  2012-01-01  Tørring
        766      c       2000-01-01  2012-01-01  Løsning
        766      d       2000-01-01  2012-01-01  -
        """,
    )
)


def days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def test_each_child_once_a_year_at_its_first_notification(figures: Figures) -> None:
    cell = figures(once_a_year, "notification_age", "2015", "mean")
    ages = [days("2010-01-01", "2015-01-01") / DAYS, days("1997-05-02", "2015-05-01") / DAYS]
    assert cell.value == pytest.approx(sum(ages) / 2)
    assert (cell.denominator, cell.unit, cell.status) == (2, "years", "ok")
    later = figures(once_a_year, "notification_age", "2016", "mean")
    assert later.value == pytest.approx(days("2010-01-01", "2016-01-01") / DAYS)


def test_too_few_children_have_no_interval(figures: Figures) -> None:
    assert figures(once_a_year, "notification_age", "2015", "mean").ci_low is None


def test_students_interval(figures: Figures) -> None:
    cell = figures(falling, "notification_age", "2010", "mean")
    ages = [days(f"{2010 - age}-03-01", "2010-03-01") / DAYS for age in OLDER]
    mean = sum(ages) / 20
    deviation = sqrt(sum((age - mean) ** 2 for age in ages) / 19)
    half = t.ppf(0.975, 19) * deviation / sqrt(20)
    assert (cell.value, cell.ci_low, cell.ci_high) == pytest.approx(
        (mean, mean - half, mean + half), abs=1e-5
    )
    assert cell.ci_method == "t"


@pytest.mark.parametrize(("of", "years"), [(not_over, ["2015"]), (once_a_year, ["2015", "2016"])])
def test_a_year_that_began_before_the_delivery_or_is_not_over_is_not_told(
    figures: Figures, of: Case, years: list[str]
) -> None:
    periods = figures.query(
        "select period from marts.key_figures where key_figure = 'notification_age' and "
        f"area_code = '{of.kommune}' order by period"
    )
    assert [period for (period,) in periods] == years


def test_the_districts_of_the_project(figures: Figures) -> None:
    """A child belongs to the district of its first notification; no district is none of them."""
    cells = figures.cells(HEDENSTED, "notification_age", "2012")
    assert cells["mean"].denominator == 4
    ages = [days("2002-01-01", "2012-01-01") / DAYS, days("2006-01-01", "2012-01-01") / DAYS]
    assert cells["project_districts"].value == pytest.approx(sum(ages) / 2)
    assert set(figures.cells(falling, "notification_age", "2012")) == {"mean"}


def change(figures: Figures, of: Case, period: str) -> dict[str, Any]:
    names = ("base_period", "change_pct", "ci_low", "ci_high", "direction")
    [row] = figures.query(
        f"select {', '.join(names)} from marts.notification_age_change where "
        f"area_code = '{of.kommune}' and period = '{period}' and breakdown = 'mean'"
    )
    return dict(zip(names, row, strict=True))


def test_the_fall_with_fiellers_interval(figures: Figures) -> None:
    """With the same half widths as the two t intervals; Fieller 1954, solved as a quadratic."""
    base = figures(falling, "notification_age", "2010", "mean")
    later = figures(falling, "notification_age", "2012", "mean")
    found = change(figures, falling, "2012")
    assert found["base_period"] == "2010"
    assert found["change_pct"] == pytest.approx((7 / 10 - 1) * 100, abs=0.05)
    assert base.value is not None and base.ci_high is not None
    assert later.value is not None and later.ci_high is not None
    a = base.value**2 - (base.ci_high - base.value) ** 2
    b = base.value * later.value
    c = later.value**2 - (later.ci_high - later.value) ** 2
    low, high = ((b + sign * sqrt(b * b - a * c)) / a for sign in (-1, 1))
    assert (found["ci_low"], found["ci_high"]) == pytest.approx((100 * low - 100, 100 * high - 100))
    assert (found["direction"], found["ci_high"] < -15) == ("down", True)


def test_one_child_tells_no_direction(figures: Figures) -> None:
    found = change(figures, falling, "2011")
    assert (found["direction"], found["ci_low"]) == ("not_tested", None)
    assert found["change_pct"] == pytest.approx((9 / 10 - 1) * 100, abs=0.05)
