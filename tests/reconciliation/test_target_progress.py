"""Targets held against their key figures, with the targets of the seeds as examples."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from tests.reconciliation.marts import KEY_FIGURES, read_seed, render, rows

Connection = duckdb.DuckDBPyConnection
YEAR = 365.25


@pytest.fixture
def connection() -> Connection:
    """The targets as they are in the project, and no figures yet."""
    connection = duckdb.connect()
    connection.execute(KEY_FIGURES)
    columns = {
        **dict.fromkeys(("target_value", "baseline_value"), "double"),
        **dict.fromkeys(("baseline_date", "due_date"), "date"),
    }
    targets = [{name: value or None for name, value in row.items()} for row in read_seed("targets")]
    names = list(targets[0])
    typed = ", ".join(f"{name} {columns.get(name, 'varchar')}" for name in names)
    connection.execute(f"create table target_list ({typed})")
    marks = ", ".join("?" for _ in names)
    connection.executemany(
        f"insert into target_list values ({marks})", [list(row.values()) for row in targets]
    )
    return connection


def cell(
    connection: Connection,
    figure: tuple[str, str, str],
    period_end: str,
    value: float | None,
    *,
    numerator: float | None = None,
    interval: tuple[float, float] | None = None,
    status: str = "ok",
) -> None:
    key_figure, area, breakdown = figure
    low, high = interval or (None, None)
    connection.execute(
        "insert into key_figures (key_figure, area_code, breakdown, period, period_end, value,"
        " numerator, ci_low, ci_high, status) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [key_figure, area, breakdown, period_end, period_end, value, numerator, low, high, status],
    )


def progress(connection: Connection, target: str) -> dict[str, Any]:
    found = rows(connection, render("targets/target_progress"))
    assert len(found) == len(read_seed("targets"))
    [row] = [row for row in found if row["target_id"] == target]
    return row


HERNING = ("placement_share", "657", "institution")
FOSTER = ("placements_at_year_end", "561", "foster")
INQUIRIES = ("inquiries", "766", "total")


def test_hernings_three_quarters_are_missed_at_the_last_date_before_they_were_due(
    connection: Connection,
) -> None:
    """000, p. 4-5: 37 % in institutions on 31 October 2012, 25 % by the end of 2016."""
    cell(connection, HERNING, "2016-09-30", 26.0, interval=(20.0, 33.0))
    cell(connection, HERNING, "2017-01-31", 12.5)  # too late to count
    row = progress(connection, "herning_institution_share")
    assert (row["current_value"], row["goal_value"], row["state"]) == (26.0, 25, "missed")
    assert row["is_goal_within_interval"]  # 25 lies between 20 and 33: it may be chance
    assert (row["needed_per_year"], row["forecast_value"]) == (None, None)


def test_before_it_is_due_the_pace_decides(connection: Connection) -> None:
    cell(connection, HERNING, "2015-01-31", 31.0)
    row = progress(connection, "herning_institution_share")
    gone, left = 822 / YEAR, 700 / YEAR  # 31.10.2012 - 31.1.2015 - 31.12.2016
    assert row["pace_per_year"] == pytest.approx((31 - 37) / gone)
    assert row["needed_per_year"] == pytest.approx((25 - 31) / left)
    assert row["forecast_value"] == pytest.approx(31 + (31 - 37) / gone * left)
    assert (row["forecast_value"] > 25, row["state"]) == (True, "off_course")
    connection.execute("update key_figures set value = 30")
    row = progress(connection, "herning_institution_share")
    assert (row["forecast_value"] < 25, row["state"]) == (True, "on_course")


def test_a_change_is_counted_from_the_baseline(connection: Connection) -> None:
    """001, Måltal: foster placements up by 3 % in 2014 and by a further 15 % in 2015."""
    for day, count in (("2013-12-31", 100.0), ("2014-12-31", 103.0), ("2015-12-31", 118.0)):
        cell(connection, FOSTER, day, count)
    first = progress(connection, "esbjerg_foster_2014")
    assert (first["baseline_value"], first["goal_value"], first["state"]) == (
        100,
        pytest.approx(100 * 1.03),
        "met",
    )
    second = progress(connection, "esbjerg_foster_2015")
    assert second["goal_value"] == pytest.approx(103 * 1.15)  # 118.45
    assert (second["current_value"], second["state"]) == (118, "missed")


def test_a_baseline_of_more_than_a_year_before_is_none(connection: Connection) -> None:
    cell(connection, FOSTER, "2012-12-31", 100.0)
    cell(connection, FOSTER, "2014-12-31", 130.0)
    assert progress(connection, "esbjerg_foster_2014")["state"] == "no_baseline"


def test_hedensteds_inquiries_are_on_course_at_mid_term(connection: Connection) -> None:
    """003 [2], p. 8: 177 in eight months, 22 a month; 300 by the end of 2012 are expected."""
    cell(connection, INQUIRIES, "2012-02-29", 133.0)
    assert progress(connection, "hedensted_inquiries")["state"] == "too_early"
    cell(connection, INQUIRIES, "2012-04-30", 177.0)
    row = progress(connection, "hedensted_inquiries")
    assert row["forecast_value"] == pytest.approx(177 + 44 * 245 / 61)
    assert row["state"] == "on_course"


def test_a_target_without_a_date_always_holds(connection: Connection) -> None:
    """003 [6], p. 20: Randers, nobody on a step for more than six months without assessment."""
    steps = ("step_over_six_months", "730", "total")
    cell(connection, steps, "2017-01-31", 12.0, numerator=31)
    assert progress(connection, "randers_steps")["state"] == "not_met"
    cell(connection, steps, "2017-05-31", 0.0, numerator=0)
    assert progress(connection, "randers_steps")["state"] == "met"


def test_the_count_is_held_against_a_target_of_persons(connection: Connection) -> None:
    acute = ("acute_over_six_months", "561", "total")
    cell(connection, acute, "2014-12-31", 25.0, numerator=2)
    row = progress(connection, "esbjerg_acute")
    assert (row["current_value"], row["state"]) == (2, "missed")


def test_without_a_number_there_is_a_reason(connection: Connection) -> None:
    assert progress(connection, "esbjerg_foster_2014")["state"] == "no_figure"
    cell(connection, FOSTER, "2013-12-31", 100.0)
    cell(connection, FOSTER, "2014-12-31", None, status="no_denominator")
    assert progress(connection, "esbjerg_foster_2014")["state"] == "not_computed"


@pytest.mark.parametrize("hidden", ["2013-12-31", "2014-12-31"])
def test_a_hidden_number_hides_the_state(connection: Connection, hidden: str) -> None:
    for day in ("2013-12-31", "2014-12-31"):
        is_hidden = day == hidden
        cell(
            connection,
            FOSTER,
            day,
            None if is_hidden else 100.0,
            status="suppressed" if is_hidden else "ok",
        )
    row = progress(connection, "esbjerg_foster_2014")
    assert (row["state"], row["is_goal_within_interval"]) == ("suppressed", None)


def test_every_target_of_the_seeds_has_its_evidence() -> None:
    """15 targets that the papers print, and Hedensted's of half who feel a difference."""
    assert len(read_seed("targets")) == 15 + 1
    assert all(row["evidence"][:3] in ("000", "001", "003") for row in read_seed("targets"))
