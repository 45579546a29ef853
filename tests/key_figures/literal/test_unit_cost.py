"""Full-year children and what one of them costs, by step of the staircase."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import FOSTER, INSTITUTION, case
from tests.key_figures.literal.conftest import Figures

one_year = case(
    anbringelser=f"""
        person  anbringelsessted  startdato   slutdato
        gone    {FOSTER}          2010-01-01  2012-06-30
        all     {INSTITUTION}     2014-03-01  -
        half    {INSTITUTION}     2015-07-01  -
        both    {FOSTER}          2015-01-01  2015-01-31
        both    {INSTITUTION}     2015-01-22  2015-01-31
    """,
    foranstaltninger="""
        person  ydelse      startdato   slutdato
        gone    SEL-52-3.3  2012-01-01  2012-12-31
        all     SEL-52-3.3  2014-01-01  -
        home    SEL-52-3.3  2015-12-31  2016-02-01
    """,
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb  status
        2015  52823     002         1       3_000   regnskab
        2015  52823     002         2       -500    regnskab
        2015  52822     001         1       80      regnskab
        2015  64558     001         1       700     regnskab
    """,
)
INSTITUTION_DAYS = 365 + 184 + 10  # all the year; 1 July to 31 December; 22 to 31 January
FOSTER_DAYS = 21  # until the institution took over


def test_full_year_children_are_days_over_the_days_of_the_year(figures: Figures) -> None:
    """000, p. 11: "opgørelse af brug af årspladser"."""
    assert figures.values(one_year, "full_year_children", "2015") == pytest.approx(
        {
            "institution": INSTITUTION_DAYS / 365,
            "foster": FOSTER_DAYS / 365,
            "network": 0,
            "home_based": 1 / 365,  # one is placed all the time, and counts there
            "preventive": 0,
        }
    )


def test_the_children_of_whom_they_are(figures: Figures) -> None:
    values = figures.values(one_year, "children_on_step", "2015")
    assert (values["institution"], values["foster"], values["home_based"]) == (3, 1, 1)


def test_a_unit_cost_is_gross_service_of_the_step_per_full_year_child(figures: Figures) -> None:
    values = figures.values(one_year, "unit_cost", "2015")
    prices_of_2017 = 100 / 98
    assert values["institution"] == pytest.approx(
        3_000 * prices_of_2017 / (INSTITUTION_DAYS / 365)
    )  # gross: the state's refund of 500 is not taken off
    assert values["foster"] == pytest.approx(80 * prices_of_2017 / (FOSTER_DAYS / 365))
    assert values["home_based"] == 0  # used, and no account claims to pay for it


def test_a_step_that_nobody_is_on_has_no_unit_cost(figures: Figures) -> None:
    cell = figures(one_year, "unit_cost", "2015", "network")
    assert (cell.value, cell.status) == (None, "no_denominator")


def test_only_years_that_the_registers_know_from_end_to_end(figures: Figures) -> None:
    """Somebody left on 30 June 2012, so that 2013 is the first year; 2016 is not over."""
    assert figures.periods(one_year, "full_year_children") == ["2013", "2014", "2015"]
    assert figures.periods(one_year, "unit_cost") == ["2015"]  # no accounts of the others


def test_net_service_per_inhabitant_of_0_17_years(figures: Figures) -> None:
    cell = figures(one_year, "expenditure_per_child", "2015", "service")
    assert cell.value == pytest.approx((3_000 - 500 + 80) * 1000 * 100 / 98 / 4_200)
    assert cell.unit == "dkk"
