"""What is past its deadline is found wherever it lies, and nothing before its day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from models.contract import load_contract
from models.processing import Processing
from pipelines.deliveries.warehouse import WarehouseUnreadableError
from pipelines.protection.retention import RetentionPlan, retention_plan
from tests.deliveries.folder import MEASURES, ONE_MEASURE, Folder
from tests.end_to_end.command import noegletal

ANOTHER = MEASURES + "6201054018;657;SEL-50;2016-01-31;2016-12-31\n"
INDEX = "aar;indeks\n2010;100\n"
YEARS = 10


def due(plan: RetentionPlan) -> list[tuple[str, date, bool]]:
    return [(f"{d.source}/{d.file_name}", d.deadline, d.is_in_force) for d in plan.due]


def processing_of(years: int) -> Processing:
    processing = load_contract("foranstaltninger").processing
    assert processing is not None and processing.retention_years == YEARS
    return processing.model_copy(update={"retention_years": years})


@pytest.mark.parametrize(
    ("delivered_on", "deadline"),
    [
        pytest.param(date(2018, 5, 31), date(2020, 5, 31), id="the same day"),
        pytest.param(date(2020, 2, 29), date(2022, 3, 1), id="29 February in no leap year"),
        pytest.param(date(2019, 12, 31), date(2021, 12, 31), id="last of the year"),
    ],
)
def test_years_count_from_the_delivery_date(delivered_on: date, deadline: date) -> None:
    assert processing_of(2).deadline(delivered_on) == deadline


def test_29_february_stays_when_there_is_one() -> None:
    assert processing_of(4).deadline(date(2020, 2, 29)) == date(2024, 2, 29)


def test_a_delivery_is_due_on_its_deadline_and_not_the_day_before(folder: Folder) -> None:
    folder.put("foranstaltninger/2016-05-31_a.csv", ONE_MEASURE)
    folder.load()
    assert due(retention_plan(folder.home, date(2026, 5, 30))) == []
    [found] = retention_plan(folder.home, date(2026, 5, 31)).due
    [(delivery_id,)] = folder.rows("select delivery_id from raw.deliveries")
    assert (found.delivery_id, found.delivered_on) == (delivery_id, date(2016, 5, 31))


def test_oldest_first_and_whether_the_figures_change(folder: Folder) -> None:
    folder.put("foranstaltninger/2016-05-31_new.csv", ONE_MEASURE)
    folder.put("foranstaltninger/2015-05-31_old.csv", ANOTHER)
    folder.load()
    assert due(retention_plan(folder.home, date(2026, 5, 31))) == [
        ("foranstaltninger/2015-05-31_old.csv", date(2025, 5, 31), False),
        ("foranstaltninger/2016-05-31_new.csv", date(2026, 5, 31), True),
    ]


def test_what_is_about_nobody_may_stay(folder: Folder) -> None:
    folder.put("pl_indeks/2001-01-01_a.csv", INDEX)
    folder.load()
    assert due(retention_plan(folder.home, date(2100, 1, 1))) == []


@pytest.mark.parametrize(
    "content",
    [pytest.param("cpr;kommune\n", id="refused"), pytest.param(ONE_MEASURE, id="never loaded")],
)
def test_a_file_that_the_warehouse_has_not_is_due_too(content: str, folder: Folder) -> None:
    folder.put("foranstaltninger/2016-05-31_a.csv", content)
    before = retention_plan(folder.home, date(2026, 5, 31))
    assert due(before) == [("foranstaltninger/2016-05-31_a.csv", date(2026, 5, 31), False)]
    folder.load()
    after = retention_plan(folder.home, date(2026, 5, 31))
    assert [d.delivery_id for d in after.due] == [d.delivery_id for d in before.due]


def test_rows_whose_file_is_gone_are_due_too(folder: Folder) -> None:
    path = folder.put("foranstaltninger/2016-05-31_a.csv", ONE_MEASURE)
    folder.load()
    path.unlink()
    assert due(retention_plan(folder.home, date(2026, 5, 31))) == [
        ("foranstaltninger/2016-05-31_a.csv", date(2026, 5, 31), True)
    ]


def test_what_has_no_deadline_is_named_for_somebody_to_look_at(folder: Folder) -> None:
    folder.put("foranstaltninger/no date.csv", ONE_MEASURE)
    folder.put("2016-05-31_nowhere.csv", ONE_MEASURE)
    folder.put("unknown/2016-05-31_a.csv", ONE_MEASURE)
    folder.put("pl_indeks/no date.csv", INDEX)
    plan = retention_plan(folder.home, date(2100, 1, 1))
    assert due(plan) == []
    assert sorted((file.place, file.why.partition(":")[0]) for file in plan.undated) == [
        ("raw/2016-05-31_nowhere.csv", "no source"),
        ("raw/foranstaltninger/no date.csv", "no date"),
        ("raw/unknown/2016-05-31_a.csv", "no source"),
    ]


def test_a_warehouse_that_cannot_be_read_is_no_empty_plan(folder: Folder) -> None:
    folder.put("foranstaltninger/2016-05-31_a.csv", ONE_MEASURE)
    folder.home.warehouse.write_bytes(b"not a warehouse")
    with pytest.raises(WarehouseUnreadableError):
        retention_plan(folder.home, date(2026, 5, 31))


def test_the_command_shows_and_then_erases_what_is_due(folder: Folder) -> None:
    # Nothing is loaded, so nothing is computed anew; erasing from a warehouse is tested with erase.
    due_file = folder.put("foranstaltninger/2001-05-31_a.csv", ONE_MEASURE)
    kept = [
        folder.put("foranstaltninger/2016-05-31_b.csv", ANOTHER),
        folder.put("pl_indeks/2001-01-01_c.csv", INDEX),
    ]
    arguments = ("retention", "--on", "2021-12-31", "--home", folder.home.path)
    planned = noegletal(*arguments, "--plan", "--format", "json")
    assert planned.exit_code == 0, planned.talk
    [row] = json.loads(planned.out)
    assert (row["file_name"], row["deadline"]) == (due_file.name, "2011-05-31")
    assert due_file.exists()
    applied = noegletal(*arguments, "--apply")
    assert applied.exit_code == 0, applied.talk
    assert applied.out == f"foranstaltninger/{due_file.name}\tremoved\n"
    assert not due_file.exists() and all(file.exists() for file in kept)
    assert "retention: past the deadline on 2021-12-31" in folder.home.erasures.read_text("utf-8")
    again = noegletal(*arguments, "--apply")
    assert (again.exit_code, again.out) == (0, "") and "Nothing is past" in again.talk


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param([], "Say --plan", id="neither"),
        pytest.param(["--plan", "--apply"], "Say --plan", id="both"),
        pytest.param(["--apply", "--on", "2999-01-01"], "has not come", id="ahead of time"),
    ],
)
def test_nothing_is_erased_by_a_slip(asked: list[str], said: str, folder: Folder) -> None:
    path = folder.put("foranstaltninger/2001-05-31_a.csv", ONE_MEASURE)
    ran = noegletal("retention", *asked, "--home", folder.home.path)
    assert ran.exit_code == 2 and said in ran.talk
    assert path.exists()
