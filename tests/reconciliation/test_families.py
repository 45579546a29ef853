"""The marts with columns instead of rows: each number lands in its own column."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.reconciliation.marts import KEY_FIGURES, MARTS, key_figure, render, rows

Connection = duckdb.DuckDBPyConnection


@pytest.fixture
def connection() -> Connection:
    connection = duckdb.connect()
    connection.execute(KEY_FIGURES)
    return connection


def only(connection: Connection, name: str) -> dict[str, Any]:
    [row] = rows(connection, render(f"families/{name}"))
    return row


def test_a_share_moves_from_the_first_date_on_which_somebody_was_placed(
    connection: Connection,
) -> None:
    key_figure(connection, "placement_share", "2015-01-31", "institution", None, 0, 0)
    key_figure(connection, "placement_share", "2015-05-31", "institution", 25.0, 10, 40)
    key_figure(connection, "placement_share", "2015-09-30", "institution", 10.0, 4, 40)
    changes = rows(connection, render("families/placement_share_change"))
    assert [row["change_percentage_points"] for row in changes] == [None, 0, 10 - 25]
    assert changes[0]["first_cut_date"] == date(2015, 5, 31)


def test_no_later_share_stands_in_for_a_hidden_first_one(connection: Connection) -> None:
    name = "placement_share"
    key_figure(connection, name, "2015-01-31", "foster", None, None, 40, status="suppressed")
    key_figure(connection, name, "2015-05-31", "foster", 25.0, 10, 40)
    first, second = rows(connection, render("families/placement_share_change"))
    assert (second["share_pct"], second["change_percentage_points"]) == (25, None)
    assert (second["first_cut_date"], second["first_share_pct"]) == (None, None)
    moved = "first_cut_date,first_share_pct,change_percentage_points"
    assert second["suppressed_parts"] == moved
    assert first["suppressed_parts"] == f"placed_in_form_count,share_pct,{moved}"
    assert first["placed_count"] == 40


def test_a_hidden_count_is_named_and_those_beside_it_are_not(connection: Connection) -> None:
    key_figure(connection, "institution_exits", "2016-01-31", "ceased", 50.0, 5, 10)
    key_figure(
        connection, "institution_exits", "2016-01-31", "not_placed", None, None, 10,
        status="suppressed",
    )  # fmt: skip
    row = only(connection, "movements")
    assert row["suppressed_parts"] == "not_placed_count,not_placed_pct"
    assert row["institution_cohort_count"] == 10


def test_where_nothing_is_hidden_no_part_is_named(connection: Connection) -> None:
    key_figure(connection, "institution_exits", "2016-01-31", "ceased", None, 0, 0)
    assert only(connection, "movements")["suppressed_parts"] is None


def test_the_placement_pattern_names_what_its_two_sources_hide(connection: Connection) -> None:
    day = "2016-01-31"
    connection.execute(
        f"create view placement_share_change as {render('families/placement_share_change')}"
    )
    key_figure(connection, "placed_per_1000", day, "total", 4.0, 40, 10_000)
    key_figure(
        connection, "placed_per_1000", day, "foster", None, None, 10_000, status="suppressed"
    )
    key_figure(connection, "placement_share", day, "foster", None, None, 40, status="suppressed")
    row = only(connection, "placement_pattern")
    assert row["suppressed_parts"] == (
        "foster_share_pct,foster_change_points,foster_count,foster_per_1000"
    )
    assert (row["placed_count"], row["population"]) == (40, 10_000)


def test_movements_keep_the_two_cohorts_apart(connection: Connection) -> None:
    key_figure(connection, "institution_exits", "2016-01-31", "ceased", 50.0, 5, 10)
    key_figure(connection, "home_based_movement", "2016-01-31", "none", 75.0, 30, 40)
    row = only(connection, "movements")
    assert (row["institution_cohort_count"], row["ceased_count"], row["ceased_pct"]) == (10, 5, 50)
    assert (row["home_based_cohort_count"], row["none_count"], row["none_pct"]) == (40, 30, 75)
    assert row["up_pct"] is None


def test_a_year_of_expenditure_is_one_row(connection: Connection) -> None:
    key_figure(connection, "expenditure", "2015", "service", 1_000.0)
    key_figure(connection, "additional_expenditure", "2015", "service", -50.0)
    key_figure(connection, "expenditure_share", "2015", "foster", 40.0, 480, 1_200)
    row = only(connection, "expenditure_by_year")
    assert row["accounting_year"] == 2015
    assert (row["service_dkk_1000"], row["additional_service_dkk_1000"]) == (1_000, -50)
    assert (row["foster_share_pct"], row["gross_service_dkk_1000"]) == (40, 1_200)


def test_school_shows_groups_pupils_and_gap(connection: Connection) -> None:
    key_figure(connection, "absence", "2014/15", "vulnerable", 9.0, 18.0, 2)
    key_figure(connection, "absence", "2014/15", "other", 4.0, 12.0, 3)
    key_figure(connection, "absence", "2014/15", "gap", 9.0 - 4.0)
    row = only(connection, "school")
    assert (row["school_year"], row["gap_absence_pct"]) == ("2014/15", 5)
    assert (row["vulnerable_absence_pupil_count"], row["other_absence_pupil_count"]) == (2, 3)


def test_support_on_a_cut_date_is_one_row(connection: Connection) -> None:
    day = "2016-05-31"
    key_figure(connection, "home_based_per_1000", day, "home_based_placement", 0.5, 5, 10_000)
    key_figure(connection, "preventive_per_1000", day, "total", 0.7, 7, 10_000)
    key_figure(connection, "preventive_followed_by_examination", day, "total", 25.0, 1, 4)
    row = only(connection, "preventive_support")
    assert (row["home_based_placement_count"], row["home_based_placement_per_1000"]) == (5, 0.5)
    assert (row["preventive_count"], row["population"]) == (7, 10_000)
    assert (row["preventive_begun_count"], row["followed_by_examination_count"]) == (4, 1)


def test_an_answer_is_split_into_group_question_and_answer(connection: Connection) -> None:
    key_figure(
        connection, "survey_answer_share", "2017", "authority/figur_13/a/ikke_relevant", 10.0, 1, 10
    )
    row = only(connection, "survey_answers")
    assert row["respondent_group"] == "authority"
    assert (row["question"], row["answer"]) == ("figur_13/a", "ikke_relevant")


@pytest.mark.parametrize(
    "path",
    sorted([*MARTS.glob("families/_*.yml"), *MARTS.glob("reconciliation/_*.yml")]),
    ids=lambda path: path.stem,
)
def test_every_mart_here_is_described_and_has_a_contract(path: Path) -> None:
    described = yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
    for model in described:
        assert model["description"].strip()
        assert model["config"]["contract"]["enforced"]
        assert all(column["description"] for column in model["columns"]), model["name"]
        sql = (path.parent / f"{model['name']}.sql").read_text(encoding="utf-8")
        assert not re.search(r"ref\('kf_", sql), "marts read key_figures, not the models below"
