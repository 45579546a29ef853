"""What counts as match, as differs, as missing and as suppressed, on literal figures."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.reconciliation.marts import KEY_FIGURES, key_figure, render, rows

Connection = duckdb.DuckDBPyConnection


@pytest.fixture
def connection() -> Connection:
    connection = duckdb.connect()
    connection.execute(KEY_FIGURES)
    connection.execute(
        "create table published_tables(reference varchar, page varchar, area_code varchar, "
        "area varchar, key_figure varchar, breakdown varchar, period varchar, relation varchar, "
        "value double, numerator double, denominator double, tolerance double, unit varchar, "
        "note varchar)"
    )
    connection.execute(
        "create table published_text(reference varchar, page varchar, area_code varchar, "
        "area varchar, key_figure varchar, breakdown varchar, period varchar, "
        "period_from varchar, period_to varchar, aggregate varchar, period_count integer, "
        "relation varchar, value double, tolerance double, unit varchar, note varchar)"
    )
    published = render("reconciliation/published_figures")
    connection.execute(f"create view published_figures as {published}")
    return connection


def cell(connection: Connection, value: float, numerator: int | None, tolerance: float) -> None:
    connection.execute(
        "insert into published_tables values ('Tabel 11', '99-100', '657', 'Herning', "
        "'home_based_per_1000', 'parent_directed', '2016-05-31', '=', ?, ?, null, ?, 'per_1000', "
        "null)",
        [value, numerator, tolerance],
    )


def statement(
    connection: Connection, name: str, breakdown: str, relation: str, value: float,
    periods: tuple[str, str], aggregate: str = "none", count: int = 1, tolerance: float = 0.0,
) -> None:  # fmt: skip
    connection.execute(
        "insert into published_text values ('Figur', '80', '657', 'Herning', ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, '', null)",
        [
            name,
            breakdown,
            "/".join(periods),
            *periods,
            aggregate,
            count,
            relation,
            value,
            tolerance,
        ],
    )


def only(connection: Connection) -> dict[str, Any]:
    [row] = rows(connection, render("reconciliation/reconciliation"))
    return row


@pytest.mark.parametrize(
    ("children", "population", "state"),
    [
        (49, 19_220, "match"),  # 2.5494 prints as 2.55
        (49, 19_215, "match"),  # 2.5501
        (48, 18_820, "differs"),  # 2.5505 prints as 2.55, but one child is gone
        (49, 19_330, "differs"),  # 2.5349 prints as 2.53
    ],
)
def test_a_cell_matches_at_the_printed_precision_and_with_its_count(
    connection: Connection, children: int, population: int, state: str
) -> None:
    cell(connection, 2.55, 49, 0.005)
    value = children / population * 1000
    key_figure(
        connection, "home_based_per_1000", "2016-05-31", "parent_directed",
        value, children, population,
    )  # fmt: skip
    row = only(connection)
    assert row["state"] == state
    assert row["recomputed_value"] == value
    assert row["difference"] == value - 2.55


def test_exactly_half_a_unit_away_still_prints_the_same(connection: Connection) -> None:
    cell(connection, 0.37, None, 0.005)
    value = 3 / 8_000 * 1000  # 0.375; binary fractions put it a hair beyond the tolerance
    key_figure(connection, "home_based_per_1000", "2016-05-31", "parent_directed", value)
    assert only(connection)["state"] == "match"


def test_what_was_not_delivered_is_missing_and_does_not_differ(connection: Connection) -> None:
    cell(connection, 2.55, 49, 0.005)
    row = only(connection)
    assert (row["state"], row["recomputed_value"], row["difference"]) == ("missing", None, None)


def test_another_municipality_does_not_stand_in(connection: Connection) -> None:
    cell(connection, 2.55, None, 0.005)
    key_figure(
        connection, "home_based_per_1000", "2016-05-31", "parent_directed", 2.55,
        area=("510", "Haderslev"),
    )  # fmt: skip
    assert only(connection)["state"] == "missing"


@pytest.mark.parametrize(
    ("relation", "value", "state"),
    [
        ("=", 6.04, "match"), ("=", 6.06, "differs"),
        ("~", 5.96, "match"), ("~", 5.94, "differs"),
        ("<", 5.99, "match"), ("<", 6.06, "differs"),
        ("<=", 6.05, "match"), ("<=", 6.06, "differs"),
    ],
)  # fmt: skip
def test_relations_of_a_statement(
    connection: Connection, relation: str, value: float, state: str
) -> None:
    statement(
        connection, "placed_per_1000", "total", relation, 6.0, ("2017-09-30", "2017-09-30"),
        tolerance=0.05,
    )  # fmt: skip
    key_figure(connection, "placed_per_1000", "2017-09-30", "total", value)
    assert only(connection)["state"] == state


def test_below_means_below(connection: Connection) -> None:
    statement(connection, "placed_per_1000", "total", "<", 6.0, ("2017-09-30", "2017-09-30"))
    key_figure(connection, "placed_per_1000", "2017-09-30", "total", 6.0)
    assert only(connection)["state"] == "differs"


def test_ended_placements_are_added_up_over_the_cut_dates(connection: Connection) -> None:
    statement(
        connection, "institution_exits", "ceased", "=", 3, ("2015-01-31", "2015-09-30"), "sum", 2
    )
    key_figure(connection, "institution_exits", "2015-05-31", "ceased", 100.0, 3, 3)
    assert only(connection)["state"] == "missing"
    # Nobody was left in an institution: no share, but nobody left either.
    key_figure(connection, "institution_exits", "2015-09-30", "ceased", None, 0, 0)
    row = only(connection)
    assert (row["state"], row["recomputed_value"]) == ("match", 3 + 0)


def test_at_most_looks_at_the_largest_value_of_the_range(connection: Connection) -> None:
    statement(
        connection, "home_based_movement", "up", "<=", 3.2, ("2016-09-30", "2017-01-31"),
        "maximum", 2, 0.05,
    )  # fmt: skip
    key_figure(connection, "home_based_movement", "2016-05-31", "up", 5.1)  # before the range
    key_figure(connection, "home_based_movement", "2016-09-30", "up", 3.2)
    key_figure(connection, "home_based_movement", "2017-01-31", "up", 2.0)
    row = only(connection)
    assert (row["state"], row["recomputed_value"]) == ("match", 3.2)


def test_a_mean_needs_all_its_years(connection: Connection) -> None:
    statement(connection, "expenditure", "service", "~", 158, ("2011", "2012"), "mean", 2, 1)
    key_figure(connection, "expenditure", "2011", "service", 150.0)
    assert only(connection)["state"] == "missing"
    key_figure(connection, "expenditure", "2012", "service", 167.0)
    row = only(connection)
    assert (row["state"], row["recomputed_value"]) == ("match", (150 + 167) / 2)


FIGURES = [
    *("published_value", "published_numerator", "published_denominator"),
    *("recomputed_value", "recomputed_numerator", "recomputed_denominator", "difference"),
]


def test_a_row_on_a_hidden_cell_shows_no_figure_not_even_the_published(
    connection: Connection,
) -> None:
    cell(connection, 0.16, 3, 0.005)
    key_figure(
        connection, "home_based_per_1000", "2016-05-31", "parent_directed", None, None, 19_220,
        status="suppressed",
    )  # fmt: skip
    row = only(connection)
    assert row["state"] == "suppressed"
    assert [row[figure] for figure in FIGURES] == [None] * len(FIGURES)
    assert (row["reference"], row["page"]) == ("Tabel 11", "99-100")


def test_a_statement_on_several_periods_shows_nothing_when_one_of_them_is_hidden(
    connection: Connection,
) -> None:
    # The sum and the one shown would give the one hidden.
    statement(
        connection, "institution_exits", "ceased", "=", 9, ("2015-01-31", "2015-09-30"), "sum", 2
    )
    key_figure(connection, "institution_exits", "2015-05-31", "ceased", 50.0, 7, 14)
    key_figure(
        connection, "institution_exits", "2015-09-30", "ceased", None, None, None,
        status="suppressed",
    )  # fmt: skip
    row = only(connection)
    assert row["state"] == "suppressed"
    assert [row[figure] for figure in FIGURES] == [None] * len(FIGURES)
    assert (row["period_from"], row["period_to"]) == ("2015-01-31", "2015-09-30")


def test_a_row_whose_published_count_was_left_out_shows_no_figure(connection: Connection) -> None:
    cell(connection, 0.16, 3, 0.005)
    key_figure(connection, "home_based_per_1000", "2016-05-31", "parent_directed", 0.5, 9, 18_000)
    assert only(connection)["state"] == "differs"
    connection.execute("update published_tables set value = null, numerator = null")
    row = only(connection)
    assert row["state"] == "suppressed"
    assert [row[figure] for figure in FIGURES] == [None] * len(FIGURES)
