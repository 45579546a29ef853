"""The night begins once for each date at its hour, and runs as the home's settings say."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dagster import (
    DagsterInstance,
    DefaultScheduleStatus,
    RunRequest,
    build_schedule_context,
    validate_run_config,
)
from dagster._core.errors import ScheduleExecutionError
from dagster._utils.schedules import schedule_execution_time_iterator

from pipelines.definitions import build_definitions
from pipelines.home import Home
from pipelines.operations.jobs import NIGHTLY
from pipelines.operations.schedule import nightly_schedule
from pipelines.operations.settings import NAME, Nightly, load_settings

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
TONIGHT = datetime(2027, 1, 5, 1, 0, tzinfo=UTC)  # two o'clock in Copenhagen, in winter


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def settings(home: Home, text: str) -> None:
    (home.path / NAME).write_text(text, encoding="utf-8")


def nights(nightly: Nightly, first: datetime, days: int) -> list[datetime]:
    """When the schedule begins a night, on the clock of the house."""
    schedule = nightly_schedule(Home(Path("unused")), nightly)
    assert isinstance(schedule.cron_schedule, str)
    times = schedule_execution_time_iterator(
        first.timestamp(), schedule.cron_schedule, schedule.execution_timezone
    )
    end = (first + timedelta(days=days)).timestamp()
    return [t.astimezone(COPENHAGEN) for t in takewhile(lambda t: t.timestamp() < end, times)]


def begun(home: Home, nightly: Nightly | None = None) -> RunRequest:
    """What the schedule asks for tonight."""
    schedule = nightly_schedule(home, nightly or Nightly())
    with (
        DagsterInstance.ephemeral() as instance,
        build_schedule_context(instance, scheduled_execution_time=TONIGHT) as context,
    ):
        [request] = schedule.evaluate_tick(context).run_requests or ()
    return request


def test_two_o_clock_stays_two_o_clock_the_whole_year() -> None:
    year = nights(Nightly(), datetime(2027, 1, 1, tzinfo=COPENHAGEN), 365)
    assert set(Counter(each.date() for each in year).values()) == {1}
    assert len(year) == 365
    [odd] = [each for each in year if (each.hour, each.minute) != (2, 0)]
    assert odd == datetime(2027, 3, 28, 3, 0, tzinfo=COPENHAGEN)  # there is no two o'clock then


def test_another_hour_and_place_is_taken_from_the_settings(home: Home) -> None:
    settings(home, 'nightly: {cron: "30 4 * * 1-5", time_zone: America/Godthab}')
    schedule = nightly_schedule(home, load_settings(home).nightly)
    assert schedule.cron_schedule == "30 4 * * 1-5"
    assert schedule.execution_timezone == "America/Godthab"


def test_it_is_on_without_anybody_switching_it_on(home: Home) -> None:
    schedule = nightly_schedule(home, Nightly())
    assert schedule.default_status is DefaultScheduleStatus.RUNNING
    assert schedule.job_name == NIGHTLY


def test_the_job_takes_what_the_schedule_gives_it(home: Home) -> None:
    """Else the first night would be the first to find out."""
    settings(home, "nightly: {disclosure: statbank3, wait_minutes: 7}")
    config = begun(home).run_config
    assert config["resources"]["home"]["config"] == {"wait_minutes": 7}
    job = build_definitions(home).resolve_job_def(NIGHTLY)
    read = validate_run_config(job, config)
    assert read["ops"]["publication__release"]["config"]["disclosure"] == "statbank3"


def test_settings_count_that_were_changed_after_the_daemon_came(home: Home) -> None:
    schedule_of_yesterday = Nightly()
    settings(home, "nightly: {wait_minutes: 90}")
    config = begun(home, schedule_of_yesterday).run_config
    assert config["resources"]["home"]["config"] == {"wait_minutes": 90}


def test_each_night_is_asked_for_once(home: Home) -> None:
    assert begun(home).run_key == begun(home).run_key == TONIGHT.isoformat()


def test_a_night_does_not_begin_with_settings_that_are_refused(home: Home) -> None:
    settings(home, "nightly: {wait_minuts: 7}")
    with pytest.raises(ScheduleExecutionError) as failed:
        begun(home)
    assert "nightly.wait_minuts" in str(failed.value.__cause__)
