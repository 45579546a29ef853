"""Additional expenditure under other choices: literal amounts, expected values as arithmetic."""

import pytest

from pipelines.report.marts import Marts
from pipelines.report.notebooks.additional import (
    Amount,
    Prices,
    additional,
    amounts_of,
    base_periods,
    gross_of_steps,
    price_factors,
)
from pipelines.report.notebooks.sensitivity import PUBLISHED

FACTORS = {2013: 1.10, 2014: 1.05, 2015: 1.02, 2016: 1.01, 2017: 1.0}
AMOUNTS = {
    2013: Amount(110.0, "ok"),
    2014: Amount(130.0, "ok"),
    2015: Amount(150.0, "ok"),
    2017: Amount(100.0, "provisional"),
}


def test_a_year_less_the_mean_of_the_base_years() -> None:
    found = additional(AMOUNTS, (2013, 2014), Prices(FACTORS))
    assert [row.year for row in found] == [2015, 2017]
    assert found[0].base == Amount((110 + 130) / 2, "ok")
    assert found[0].additional == Amount(150 - (110 + 130) / 2, "ok")
    assert found[1].additional == Amount(100 - (110 + 130) / 2, "provisional")


def test_base_years_may_be_given_in_either_order() -> None:
    prices = Prices(FACTORS)
    assert additional(AMOUNTS, (2014, 2013), prices) == additional(AMOUNTS, (2013, 2014), prices)


def test_current_prices_are_those_that_were_paid() -> None:
    found = additional(AMOUNTS, (2014, 2014), Prices(FACTORS, is_fixed=False))
    assert found[0].additional.value == pytest.approx(150 / 1.02 - 130 / 1.05)


def test_prices_that_rose_more_make_earlier_years_dearer() -> None:
    found = additional(AMOUNTS, (2014, 2014), Prices(FACTORS, more_a_year=2.0))
    assert found[0].additional.value == pytest.approx(150 * 1.02**2 - 130 * 1.02**3)
    assert found[1].amount.value == 100.0


@pytest.mark.parametrize("base", [(2012, 2014), (2015, 2016)])
def test_a_base_with_a_year_missing_is_none(base: tuple[int, int]) -> None:
    found = additional(AMOUNTS, base, Prices(FACTORS))
    assert [row.additional for row in found] == [Amount(None, "no_denominator")] * 2


def test_what_is_hidden_stays_hidden() -> None:
    hidden = AMOUNTS | {2014: Amount(None, "suppressed")}
    found = additional(hidden, (2013, 2014), Prices(FACTORS))
    assert [row.additional for row in found] == [Amount(None, "suppressed")] * 2
    assert found[0].amount == Amount(150.0, "ok")


def test_base_periods_are_all_stretches_before_the_first_year() -> None:
    assert base_periods(AMOUNTS) == [(2013, 2013), (2013, 2014), (2014, 2014)]


@pytest.mark.parametrize("post", PUBLISHED)
@pytest.mark.parametrize("area", ["510", "657", "167"])
def test_the_report_s_choice_gives_the_release_s_numbers(
    area: str, post: str, marts: Marts
) -> None:
    computed = additional(
        amounts_of(marts, area, post), PUBLISHED[post], Prices(price_factors(marts))
    )
    released = {
        int(row["period"]): (row["value"], row["status"])
        for row in marts.key_figure("additional_expenditure")
        if row["area_code"] == area and row["breakdown"] == post
    }
    assert len(released) == 3
    assert {row.year for row in computed} == released.keys()
    for row in computed:
        value, status = released[row.year]
        assert row.additional.value == pytest.approx(value, abs=1e-6)
        assert row.additional.status == status


def test_all_steps_together_are_gross_service_in_prices_of_2017(marts: Marts) -> None:
    steps = {row["step_key"] for row in marts.rows("step_mapping_sensitivity")}
    found = gross_of_steps(marts, "657", steps, with_assumed=True)
    factors = price_factors(marts)
    for row in marts.rows("expenditure_by_year"):
        if row["area_code"] == "657":
            year = row["accounting_year"]
            amount = found[year].value
            assert amount == pytest.approx(row["gross_service_dkk_1000"] * factors[year])


def test_steps_without_assumed_accounts_are_less(marts: Marts) -> None:
    foster = {
        with_assumed: gross_of_steps(marts, "657", {"foster"}, with_assumed=with_assumed)
        for with_assumed in (True, False)
    }
    rows = [
        row
        for row in marts.rows("step_mapping_sensitivity")
        if (row["area_code"], row["step_key"]) == ("657", "foster")
    ]
    for row in rows:
        with_all, without = (foster[each][row["account_year"]].value for each in (True, False))
        factor = price_factors(marts)[row["account_year"]]
        assert (with_all or 0) - (without or 0) == pytest.approx(row["assumed_dkk_1000"] * factor)
