"""Inclusion and youth education: Herning's goals of 3 and of 95 per cent (000, p. 5)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

two_years = case(
    uddannelse="""
        aar   maal               antal  ud_af
        2015  specialtilbud      400    10_000
        2016  specialtilbud      290    10_000
        2016  ungdomsuddannelse  950    1_000
        2017  ungdomsuddannelse  0      0
    """
)


def test_pupils_in_special_provision(figures: Figures) -> None:
    cell = figures(two_years, "inclusion_share", "2016", "total")
    assert (cell.numerator, cell.denominator) == (290, 10_000)
    assert cell.value == pytest.approx(290 / 10_000 * 100)
    assert cell.ci_method == "wilson"
    assert figures.periods(two_years, "inclusion_share") == ["2015", "2016"]


def test_young_people_with_a_youth_education(figures: Figures) -> None:
    assert figures.values(two_years, "youth_education_share", "2016") == {"total": 95}
    empty = figures(two_years, "youth_education_share", "2017", "total")
    assert (empty.value, empty.status) == (None, "not_applicable")
