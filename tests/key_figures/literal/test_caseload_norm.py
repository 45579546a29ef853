"""Caseloads: spread, full-time posts, and the municipality's own norm (004, pp. 48-49)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import stdev

import pytest

from tests.key_figures.literal.cases import lines_of, row_of
from tests.key_figures.marts import Cell, Marts, Project
from tests.key_figures.plain.country import Delivery

HERNING, RANDERS = "657", "730"
TEXT = """
    dato        raadgiver  sager  fuldtid  aarsvaerk
    2017-03-01  r1         26     j        -
    2017-03-01  r2         25     n        0.8
    2017-03-01  r3         18     -        1
    2017-09-01  r1         26     j        -
    2017-09-01  r2         31     n        -
"""


@pytest.fixture(scope="module")
def marts(project: Project) -> Iterator[Marts]:
    deliveries = [
        Delivery(
            "sagstal",
            date(2017, 10, 1),
            [row_of("sagstal", kommune, cells) for cells in lines_of(TEXT)],
        )
        for kommune in (HERNING, RANDERS)
    ]
    with project.run_again(deliveries) as marts:
        yield marts


def cell(marts: Marts, key_figure: str, day: str, part: str, area: str = HERNING) -> Cell:
    return marts.cells[key_figure, area, day, part]


def test_more_than_the_upper_end_of_the_norm_in_force(marts: Marts) -> None:
    """25 cases until the end evaluation, where Herning "arbejder med en målsætning på 25-30"."""
    spring = cell(marts, "caseload_above_norm", "2017-03-01", "total")
    assert (spring.numerator, spring.denominator) == (1, 3)  # 26; 25 is the norm itself
    autumn = cell(marts, "caseload_above_norm", "2017-09-01", "total")
    assert (autumn.numerator, autumn.denominator) == (1, 2)  # 31; 26 is no longer above
    assert autumn.ci_method == "wilson"


def test_without_a_norm_nobody_is_above_it(marts: Marts) -> None:
    assert not [key for key in marts.cells if key[:2] == ("caseload_above_norm", RANDERS)]


def test_cases_per_full_time_post(marts: Marts) -> None:
    found = cell(marts, "caseload_per_full_time", "2017-03-01", "mean")
    assert found.value == pytest.approx((26 + 25 + 18) / (1 + 0.8 + 1))
    unknown = cell(marts, "caseload_per_full_time", "2017-09-01", "mean")
    assert (unknown.value, unknown.status) == (None, "no_denominator")  # r2: part time of how much?


def test_the_spread_is_the_standard_deviation(marts: Marts) -> None:
    found = cell(marts, "caseload_spread", "2017-03-01", "standard_deviation")
    assert found.value == pytest.approx(stdev([26, 25, 18]))
