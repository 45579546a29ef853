"""95 % intervals: Wilson's of shares, Poisson's of rates, Student's of means, MOVER of gaps.

The exact limits and quantiles come from scipy, which the SQL knows nothing of.
"""

from __future__ import annotations

from math import hypot, sqrt
from statistics import mean, stdev

import pytest
from scipy.stats import chi2, t, ttest_ind

from tests.key_figures.literal.cases import NO_MEASURES, NO_PLACEMENTS, case
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
few = {
    events: case(
        anbringelser="person born anbringelsessted startdato slutdato\n"
        + "x 1990-01-01 99 2000-01-01 2000-01-01\n"
        + "".join(f"p{number} 2005-03-01 9 2014-06-01 -\n" for number in range(events))
    )
    for events in (0, 1, 9, 10, 30)
}
ten_caseworkers = case(
    sagstal="dato raadgiver sager\n"
    + "".join(
        f"2015-03-02 r{number} {cases}\n"
        for number, cases in enumerate(
            ("18", "25.5", "12", "30", "22", "19", "27", "31", "24", "20")
        )
    )
)
nine_caseworkers = case(
    sagstal="dato raadgiver sager\n"
    + "".join(f"2015-03-02 r{number} 20.1\n" for number in range(9))
    + "".join(f"2016-03-02 r{number} 20.1\n" for number in range(10))
)
# Ten vulnerable pupils with 10 to 19 per cent of absence, and ten others with 0 to 9.
two_groups = case(
    anbringelser="person anbringelsessted startdato slutdato\n"
    + "".join(f"p{number} 9 2014-09-01 -\n" for number in range(10, 20)),
    foranstaltninger=NO_MEASURES,
    fravaer="person skole klassetrin skoleaar fravaer_ulovligt fravaer_lovligt "
    "fravaer_sygdom skoledage\n"
    + "".join(f"p{number} 100 5 2014/15 {number} 0 0 100\n" for number in range(20)),
)
nobody_placed = case(anbringelser=NO_PLACEMENTS, population={2015: 1_000})


def test_three_of_four(figures: Figures) -> None:
    cell = figures(three_of_four, "placement_share", "2015-01-31", "institution")
    middle = (3 / 4 + Z**2 / (2 * 4)) / (1 + Z**2 / 4)
    half = Z / (1 + Z**2 / 4) * sqrt(3 / 4 * 1 / 4 / 4 + Z**2 / (4 * 4**2))
    assert cell.ci_low == pytest.approx((middle - half) * 100)
    assert cell.ci_high == pytest.approx((middle + half) * 100)
    assert cell.ci_method == "wilson"


@pytest.mark.parametrize("events", [0, 1, 9])
def test_few_of_many_have_the_exact_limits_of_poisson(figures: Figures, events: int) -> None:
    cell = figures(few[events], "placed_per_1000", "2015-01-31", "total")
    low = chi2.ppf(0.025, 2 * events) / 2 if events else 0
    high = chi2.ppf(0.975, 2 * events + 2) / 2
    assert cell.ci_low == pytest.approx(low / 4_200 * 1000)
    assert cell.ci_high == pytest.approx(high / 4_200 * 1000)
    assert cell.ci_method == "exact_poisson"


@pytest.mark.parametrize("events", [10, 30])
def test_from_ten_on_byar_is_as_good(figures: Figures, events: int) -> None:
    cell = figures(few[events], "placed_per_1000", "2015-01-31", "total")
    low, high = chi2.ppf(0.025, 2 * events) / 2, chi2.ppf(0.975, 2 * events + 2) / 2
    assert cell.ci_low == pytest.approx(low / 4_200 * 1000, rel=2e-3)
    assert cell.ci_high == pytest.approx(high / 4_200 * 1000, rel=2e-3)
    assert cell.ci_method == "byar"


def test_the_interval_of_a_mean_is_students(figures: Figures) -> None:
    cell = figures(ten_caseworkers, "caseload", "2015-03-02", "mean")
    cases = [18, 25.5, 12, 30, 22, 19, 27, 31, 24, 20]
    half = t.ppf(0.975, 9) * stdev(cases) / sqrt(10)
    assert cell.ci_low == pytest.approx(mean(cases) - half, rel=1e-5)
    assert cell.ci_high == pytest.approx(mean(cases) + half, rel=1e-5)
    assert cell.ci_method == "t"


def test_a_mean_of_nine_has_none_and_of_equal_numbers_no_width(figures: Figures) -> None:
    nine = figures(nine_caseworkers, "caseload", "2015-03-02", "mean")
    assert (nine.value, nine.ci_low, nine.ci_high, nine.ci_method) == (20.1, None, None, None)
    ten = figures(nine_caseworkers, "caseload", "2016-03-02", "mean")
    assert (ten.ci_low, ten.value, ten.ci_high) == pytest.approx((20.1, 20.1, 20.1))


def test_the_gap_of_two_means_lies_between_their_furthest_ends(figures: Figures) -> None:
    cells = figures.cells(two_groups, "absence", "2014/15")
    gap, vulnerable, other = cells["gap"], cells["vulnerable"], cells["other"]
    assert gap.ci_low == pytest.approx(
        gap.value - hypot(vulnerable.value - vulnerable.ci_low, other.ci_high - other.value)
    )
    assert gap.ci_high == pytest.approx(
        gap.value + hypot(vulnerable.ci_high - vulnerable.value, other.value - other.ci_low)
    )
    assert gap.ci_method == "mover"
    # Of two groups of one size and spread it is, but for the degrees of freedom, Welch's interval.
    few_days, more_days = range(10), range(10, 20)
    welch = ttest_ind(list(more_days), list(few_days), equal_var=False).confidence_interval(0.95)
    assert gap.ci_low == pytest.approx(welch.low, abs=0.5)
    assert gap.ci_high == pytest.approx(welch.high, abs=0.5)


def test_without_a_value_there_is_no_interval(figures: Figures) -> None:
    cell = figures(nobody_placed, "placement_share", "2015-01-31", "institution")
    assert (cell.ci_low, cell.ci_high, cell.ci_method) == (None, None, None)
