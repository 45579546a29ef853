"""Why spending changed, what the base period does to additional expenditure, and break-even."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reconciliation.marts import KEY_FIGURES, key_figure, render, rows

STEPS = ("home_based", "foster", "institution")
Year = dict[str, tuple[float, float | None]]  # full-year children and unit cost by step


def decomposed(*years: Year, hidden: str = "") -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        connection.execute(KEY_FIGURES)
        for number, steps in enumerate(years):
            for step, (children, cost) in steps.items():
                status = "suppressed" if step == hidden else "ok"
                shown = (None, None) if step == hidden else (children, cost)
                for name, value in zip(("full_year_children", "unit_cost"), shown, strict=True):
                    key_figure(connection, name, str(2015 + number), step, value, status=status)
        return rows(connection, render("investments/expenditure_decomposition"))


def year_on_year(*years: Year) -> list[dict[str, Any]]:
    return [row for row in decomposed(*years) if row["span"] == "year_on_year"]


def parts(row: dict[str, Any]) -> list[float | None]:
    return [row[f"{name}_dkk_1000"] for name in ("volume", "mix", "unit_cost")]


def test_more_children_other_steps_and_dearer_places() -> None:
    """Ten children in institutions at 1,000 become eight there and four in foster care."""
    [row] = year_on_year(
        {"institution": (10, 1_000), "foster": (0, None)},
        {"institution": (8, 1_100), "foster": (4, 500)},
    )
    assert row["volume_dkk_1000"] == pytest.approx(10 * 1_000 * (12 / 10 - 1))
    assert row["mix_dkk_1000"] == pytest.approx((8 - 12) * 1_000 + 4 * 500)
    assert row["unit_cost_dkk_1000"] == pytest.approx(8 * (1_100 - 1_000))
    assert row["amount_dkk_1000"] - row["earlier_amount_dkk_1000"] == 8_800 + 2_000 - 10_000


@settings(deadline=None)  # a database of its own for each example
@given(
    st.lists(
        st.fixed_dictionaries(
            {step: st.tuples(st.floats(0.1, 500), st.floats(0, 3_000)) for step in STEPS}
        ),
        min_size=2,
        max_size=4,
    )
)
def test_the_three_add_up_to_the_krone(years: list[Year]) -> None:
    for row in decomposed(*years):
        total = row["volume_dkk_1000"] + row["mix_dkk_1000"] + row["unit_cost_dkk_1000"]
        change = row["amount_dkk_1000"] - row["earlier_amount_dkk_1000"]
        assert total == pytest.approx(change, abs=0.0005)  # half a krone, in thousands


def test_the_first_year_and_the_last_are_compared_too() -> None:
    rows_found = decomposed(
        {"institution": (10, 1_000), "foster": (10, 500)},
        {"institution": (8, 1_000), "foster": (10, 500)},
        {"institution": (5, 1_200), "foster": (10, 500)},
    )
    [row] = [row for row in rows_found if row["span"] == "first_to_last"]
    assert (row["earlier_year"], row["account_year"]) == (2015, 2017)
    assert parts(row) == pytest.approx(
        [
            15_000 * (15 / 20 - 1),  # three quarters of the children
            (5 - 7.5) * 1_000 + (10 - 7.5) * 500,  # of whom fewer are in institutions
            5 * (1_200 - 1_000),
        ]
    )


def test_a_step_that_one_year_does_not_know_is_not_split() -> None:
    """A register that begins later: its step would fall out, and the parts not add up."""
    begun = {"institution": (10, 1_000.0), "home_based": (5, 100.0)}
    rows_found = decomposed({"institution": (10, 1_000.0)}, begun, begun)
    first, second = [row for row in rows_found if row["span"] == "year_on_year"]
    assert (first["status"], parts(first)) == ("not_applicable", [None, None, None])
    assert (second["status"], parts(second)) == ("ok", [0, 0, 0])
    [row] = [row for row in rows_found if row["span"] == "first_to_last"]
    assert row["earlier_year"] == 2016  # the first year known on all steps


def test_there_is_no_mix_of_nobody() -> None:
    [row] = year_on_year({"institution": (0, None)}, {"institution": (10, 1_000.0)})
    assert (row["status"], parts(row)) == ("not_applicable", [None, None, None])


def test_what_is_hidden_leaves_nothing_to_split() -> None:
    year = {"institution": (10, 1_000.0), "foster": (4, 500.0)}
    [row] = decomposed(year, year, hidden="foster")
    assert row["status"] == "suppressed"
    assert {row[name] for name in row if name.endswith("_dkk_1000")} == {None}


def test_the_base_decides_how_much_is_additional() -> None:
    with duckdb.connect() as connection:
        connection.execute(KEY_FIGURES)
        for year, amount in {2012: 130, 2013: 140, 2014: 150, 2015: 160}.items():
            key_figure(connection, "expenditure", str(year), "service", amount)
        found = rows(connection, render("investments/additional_expenditure_sensitivity"))
    additional = {row["base_period"]: row["additional_dkk_1000"] for row in found}
    assert additional == {
        "2011-2014": None,  # 2011 is not delivered
        "2012-2014": 160 - (130 + 140 + 150) / 3,
        "2013-2014": 160 - (140 + 150) / 2,
        "2014": 160 - 150,
    }
    assert {row["account_year"] for row in found} == {2015}


@pytest.mark.parametrize(
    ("base_status", "year_status", "status"),
    [
        ("ok", "ok", "ok"),
        ("provisional", "ok", "provisional"),
        ("ok", "provisional", "provisional"),
        ("suppressed", "ok", "suppressed"),
        ("ok", "suppressed", "suppressed"),
    ],
)
def test_additional_is_no_surer_than_its_base(
    base_status: str, year_status: str, status: str
) -> None:
    with duckdb.connect() as connection:
        connection.execute(KEY_FIGURES)
        for year, state in {2014: base_status, 2015: year_status}.items():
            amount = None if state == "suppressed" else 150
            key_figure(connection, "expenditure", str(year), "service", amount, status=state)
        found = rows(connection, render("investments/additional_expenditure_sensitivity"))
    [row] = [row for row in found if row["base_period"] == "2014"]
    assert row["status"] == status
    assert (row["additional_dkk_1000"] is None) == (status == "suppressed")


def test_break_even_is_the_first_year_that_has_paid_for_all_before() -> None:
    """002: 3,165 - 835 - 6,235 is below zero in 2018."""
    nets = {2016: 3_165, 2017: -835, 2018: -6_235, 2019: -6_435}
    with duckdb.connect() as connection:
        connection.execute(KEY_FIGURES)
        total = 0
        for year, net in nets.items():
            total += net
            key_figure(connection, "net_saving", str(year), "case/planned", net)
            key_figure(connection, "net_saving", str(year), "case/planned_accumulated", total)
        found = rows(connection, render("investments/net_savings"))
    assert [row["planned_accumulated_dkk_1000"] for row in found] == [3165, 2330, -3905, -10340]
    assert {row["planned_break_even_year"] for row in found} == {2018}
    assert {row["realised_break_even_year"] for row in found} == {None}
    assert {row["planned_break_even_status"] for row in found} == {"reached"}
    assert {row["realised_break_even_status"] for row in found} == {"not_delivered"}


def test_a_plan_that_comes_to_zero_has_paid_and_a_settlement_above_it_has_not() -> None:
    """000, p. 10: 1,000 + 0 - 1,000 is zero in 2015."""
    with duckdb.connect() as connection:
        connection.execute(KEY_FIGURES)
        for word, nets in {"planned": (1_000, 0, -1_000), "realised": (1_250, 150, -1_320)}.items():
            for number, net in enumerate(nets):
                year = str(2013 + number)
                total = sum(nets[: number + 1])
                key_figure(connection, "net_saving", year, f"case/{word}", net)
                key_figure(connection, "net_saving", year, f"case/{word}_accumulated", total)
        found = rows(connection, render("investments/net_savings"))
    assert {row["planned_break_even_year"] for row in found} == {2015}
    assert {row["realised_break_even_year"] for row in found} == {None}
    assert {row["realised_break_even_status"] for row in found} == {"not_reached"}


def test_what_is_assumed_of_a_step_is_told_and_taken_out_of_its_share() -> None:
    """52820 004 (boarding schools) is on step 3 by assumption; 52821 003 is not."""
    with duckdb.connect() as connection:
        connection.execute("""
            create table municipalities as select '657' as kommune_kode, 'Herning' as kommune_navn;
            create table core_account_lines as
            select '657' as municipality_code, 2016 as account_year, * from (values
                ('regnskab', 'service', '1', 'home_based', true, 200),
                ('regnskab', 'service', '1', 'home_based', false, 300),
                ('regnskab', 'service', '2', 'home_based', false, -50),
                ('regnskab', 'service', '1', 'institution', false, 500),
                ('regnskab', 'administration', '1', 'unplaced', false, 900)
            ) as lines(
                account_status, role, amount_kind, step_key, is_step_assumed, amount_dkk_1000
            )
        """)
        found = rows(connection, render("investments/step_mapping_sensitivity"))
    told = {
        row["step_key"]: (
            row["gross_dkk_1000"],
            row["assumed_dkk_1000"],
            row["share_pct"],
            row["share_without_assumed_pct"],
        )
        for row in found
    }
    gross = 200 + 300 + 500  # neither refunds nor administration
    assert told == {
        "home_based": (500, 200, 100 * 500 / gross, 100 * 300 / gross),
        "institution": (500, 0, 100 * 500 / gross, 100 * 500 / gross),
    }
