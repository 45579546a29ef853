"""New deliveries are noticed once they are at rest, each once, and wait for whoever writes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from dagster import (
    DagsterInstance,
    DefaultSensorStatus,
    RunRequest,
    build_sensor_context,
    validate_run_config,
)

from pipelines.home import Home
from pipelines.operations import arrived
from pipelines.operations.arrivals import arrivals_sensor
from pipelines.operations.jobs import NIGHTLY, REFRESH
from pipelines.operations.settings import Arrivals
from tests.operations.runs.small import carried_out, home_with_a_delivery, small_definitions
from tests.pipelines.test_lock import another_process

AT_REST = "Something has come. The next look shows whether it is at rest."
NOTHING = "Nothing has come or changed since the last refresh."


@dataclass
class Watched:
    """A home with its sensor; ``said`` is why it asked for nothing, look by look."""

    home: Home
    instance: DagsterInstance
    cursor: str | None = None
    said: list[str] = field(default_factory=list)

    def look(self) -> RunRequest | None:
        """What the sensor asks for now, if anything."""
        with build_sensor_context(self.instance, cursor=self.cursor) as context:
            seen = arrivals_sensor(self.home, Arrivals()).evaluate_tick(context)
        self.cursor = seen.cursor
        if not seen.run_requests:
            self.said.append(seen.skip_message or "")
            return None
        [request] = seen.run_requests
        return request

    def refresh(self, job: str = REFRESH) -> None:
        """Carry a job out as the daemon would."""
        assert carried_out(self.instance, self.home, job).success


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A home in which files come to rest as soon as nobody writes to them."""
    monkeypatch.setattr(arrived, "AT_REST_SECONDS", 0.0)
    with DagsterInstance.ephemeral() as instance:
        yield Watched(home_with_a_delivery(tmp_path), instance)


def delivered(home: Home, name: str, content: str = "18") -> Path:
    path = home.raw / "sagstal" / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_delivery_is_asked_for_once_when_two_looks_have_seen_it(watched: Watched) -> None:
    assert watched.look() is None
    request = watched.look()
    assert request is not None and request.run_key
    assert request.run_config["resources"]["home"]["config"]["wait_minutes"] == 30
    assert watched.look() is None  # the run may still be in the queue
    assert watched.said == [AT_REST, NOTHING]


@pytest.mark.parametrize("job", [REFRESH, NIGHTLY])
def test_after_a_refresh_nothing_is_left_to_ask_for(job: str, watched: Watched) -> None:
    watched.refresh(job)
    watched.look(), watched.look()
    assert watched.said == [NOTHING, NOTHING]


def test_each_later_delivery_is_asked_for_by_a_key_of_its_own(watched: Watched) -> None:
    watched.look()
    first = watched.look()
    watched.refresh()
    delivered(watched.home, "2018-04-15_b.csv")
    watched.look()
    second = watched.look()
    assert first and second and first.run_key != second.run_key


def test_a_delivery_that_was_changed_or_taken_away_counts_as_news(watched: Watched) -> None:
    other = delivered(watched.home, "2018-04-15_b.csv")
    watched.refresh()
    other.write_text("longer than it was", encoding="utf-8")
    assert watched.look() is None and watched.look() is not None
    watched.refresh()
    other.unlink()
    assert watched.look() is None and watched.look() is not None


def test_a_file_that_grows_from_look_to_look_is_not_asked_for(watched: Watched) -> None:
    for length in range(2, 6):
        delivered(watched.home, "2018-04-15_b.csv", "1" * length)
        assert watched.look() is None
    assert set(watched.said) == {AT_REST}


def test_what_was_written_to_a_moment_ago_is_not_there_yet(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.refresh()
    monkeypatch.setattr(arrived, "AT_REST_SECONDS", 5.0)
    before = arrived.arrived(watched.home).count
    copied = delivered(watched.home, "2018-04-15_b.csv")
    os.utime(copied, (0, 0))  # a copy keeps the time of its original
    assert arrived.arrived(watched.home).count == before
    monkeypatch.setattr(arrived, "time", lambda: time.time() + 6)
    assert arrived.arrived(watched.home).count > before


def test_while_somebody_writes_the_delivery_waits_and_is_not_forgotten(watched: Watched) -> None:
    watched.look()
    with another_process("writer", watched.home) as holder:
        assert watched.look() is None
    assert watched.said[-1] == f"Something has come. It waits for process {holder.pid} (a test)."
    assert watched.look() is not None


def test_an_empty_home_asks_for_nothing(tmp_path: Path) -> None:
    with DagsterInstance.ephemeral() as instance:
        empty = Watched(Home(tmp_path), instance)
        assert empty.look() is None
    assert empty.said == ["No delivery has come yet."]


def test_the_cursor_names_no_file(watched: Watched) -> None:
    delivered(watched.home, "2018-04-15_0101801239.csv")  # made up; a number in a name
    watched.look(), watched.look()
    assert watched.cursor and "0101801239" not in watched.cursor and "csv" not in watched.cursor


def test_the_job_takes_what_the_sensor_gives_it(watched: Watched) -> None:
    watched.look()
    request = watched.look()
    assert request is not None
    assert validate_run_config(small_definitions().resolve_job_def(REFRESH), request.run_config)


def test_whoever_wants_the_night_only_switches_it_off(watched: Watched) -> None:
    quiet = arrivals_sensor(watched.home, Arrivals(is_on=False, every_seconds=3600))
    assert quiet.default_status is DefaultSensorStatus.STOPPED
    assert quiet.minimum_interval_seconds == 3600
