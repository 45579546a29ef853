"""Gross service expenditure by step of the staircase (Figures 50, 59, 68)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

every_step = case(
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb  status
        2015  52821     016         1       100     regnskab
        2015  52821     017         1       100     regnskab
        2015  52820     005         1       150     regnskab
        2015  52821     003         1       150     regnskab
        2015  52822     005         1       400     regnskab
        2015  52822     001         1       500     regnskab
        2015  52824     007         1       600     regnskab
        2015  52822     099         1       700     regnskab
        2015  52823     002         2       -999    regnskab
        2015  52821     006         1       999     regnskab
        2015  64558     001         1       999     regnskab
        2015  52899     001         1       999     regnskab
    """
)

validity = case(
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb  status
        2013  52820     001         1       10      regnskab
        2013  52822     001         1       30      regnskab
        2014  52820     001         1       10      regnskab
        2014  52822     001         1       30      regnskab
        2012  64558     001         1       10      regnskab
        2017  52823     002         1       10      forventet
    """
)


def test_each_step_in_per_cent_of_all_gross_service_and_the_rest_stays_visible(
    figures: Figures,
) -> None:
    gross = 200 + 300 + 400 + 500 + 600 + 700
    assert figures.values(every_step, "expenditure_share", "2015") == pytest.approx(
        {
            "preventive": 200 / gross * 100,
            "home_based": 300 / gross * 100,
            "network": 400 / gross * 100,
            "foster": 500 / gross * 100,
            "institution": 600 / gross * 100,
            "unplaced": 700 / gross * 100,
        }
    )


def test_a_grouping_outside_its_years_falls_to_the_function_as_a_whole(figures: Figures) -> None:
    before = figures.values(validity, "expenditure_share", "2013")
    after = figures.values(validity, "expenditure_share", "2014")
    assert (before["foster"], before["unplaced"]) == pytest.approx((25, 75))
    assert (after["foster"], after["unplaced"]) == pytest.approx((75, 25))


def test_an_account_that_nothing_claims_counts_nowhere(figures: Figures) -> None:
    cells = figures.cells(validity, "expenditure_share", "2012")
    assert {cell.denominator for cell in cells.values()} == {0}
    assert {cell.status for cell in cells.values()} == {"not_applicable"}
    assert len(cells) == 6


def test_shares_of_an_expected_account_are_provisional(figures: Figures) -> None:
    cell = figures(validity, "expenditure_share", "2017", "institution")
    assert (cell.value, cell.status) == (100, "provisional")


def test_unclaimed_accounts_are_listed(figures: Figures) -> None:
    """52899 is no function of the list, 64558 is one from 2013."""
    unclaimed = figures.query(
        "select municipality_code, account_year, function, grouping"
        " from core.core_unclaimed_accounts"
    )
    assert (every_step.kommune, 2015, "52899", "001") in unclaimed
    assert (validity.kommune, 2012, "64558", "001") in unclaimed
    assert {row[2] for row in unclaimed} == {"52899", "64558"}
