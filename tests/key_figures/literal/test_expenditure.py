"""Net expenditure in prices of 2017 (Figures 48, 57, 66)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

two_years = case(
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb   status
        2012  52823     002         1       4_000    regnskab
        2012  64558     001         1       500      regnskab
        2015  52823     002         1       5_000.5  regnskab
        2015  52823     002         2       -1_000   regnskab
        2015  52821     017         1       300      regnskab
        2015  52821     006         1       9_999    regnskab
        2015  52823     001         1       9_999    regnskab
        2015  52825     001         1       9_999    regnskab
        2015  52899     001         1       9_999    regnskab
        2015  64558     001         1       700      regnskab
        2015  64558     002         2       -100     regnskab
        2018  52823     002         1       4_000    regnskab
    """,
    raadgiverudgifter="""
        aar   beloeb  status
        2012  400     regnskab
        2015  250     regnskab
        2016  250     regnskab
    """,
)

expected_and_final = case(
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb  status
        2016  52823     002         1       4_000   regnskab
        2016  52823     002         1       9_999   forventet
        2016  64558     001         1       9_999   forventet
        2017  52823     002         1       4_000   forventet
    """,
    raadgiverudgifter="""
        aar   beloeb  status
        2016  250     forventet
        2017  250     regnskab
        2017  999     forventet
    """,
)


def test_net_of_the_claimed_accounts_in_prices_of_2017(figures: Figures) -> None:
    service = (5_000.5 - 1_000 + 300) * 100 / 98
    administration = (700 - 100 + 250) * 100 / 98
    assert figures.values(two_years, "expenditure", "2015") == pytest.approx(
        {
            "service": service,
            "administration": administration,
            "total": service + administration,
        }
    )


def test_money_is_no_ratio(figures: Figures) -> None:
    cell = figures(two_years, "expenditure", "2015", "service")
    assert (cell.numerator, cell.denominator, cell.ci_low) == (None, None, None)
    assert (cell.status, cell.unit) == ("ok", "dkk_1000")


def test_administration_is_known_from_2013(figures: Figures) -> None:
    assert figures.values(two_years, "expenditure", "2012") == pytest.approx(
        {"service": 4_000 * 100 / 92}
    )


def test_pay_without_accounts_is_no_year(figures: Figures) -> None:
    assert figures.periods(two_years, "expenditure") == ["2012", "2015", "2018"]


def test_a_year_without_index_has_no_price(figures: Figures) -> None:
    cell = figures(two_years, "expenditure", "2018", "service")
    assert (cell.value, cell.status) == (None, "no_denominator")


def test_the_final_account_counts_where_there_are_both(figures: Figures) -> None:
    cells = figures.cells(expected_and_final, "expenditure", "2016")
    assert cells["service"].value == pytest.approx(4_000 * 100 / 99)
    assert cells["administration"].value == pytest.approx(250 * 100 / 99)
    assert {part: cell.status for part, cell in cells.items()} == {
        "service": "ok",
        "administration": "provisional",
        "total": "provisional",
    }


def test_an_expected_account_is_provisional(figures: Figures) -> None:
    cells = figures.cells(expected_and_final, "expenditure", "2017")
    assert cells["total"].value == pytest.approx(4_000 + 250)
    assert {cell.status for cell in cells.values()} == {"provisional"}
