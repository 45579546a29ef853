"""One writer at a time, also between the steps of a run, and between Dagster and the command."""

from __future__ import annotations

import logging
import os
import threading

import pytest
from dagster import DagsterInstance

from pipelines.home import Home
from pipelines.living import is_living
from pipelines.lock import writer_of
from pipelines.operations.jobs import NIGHTLY, REFRESH
from pipelines.operations.outcome import outcome_of
from tests.end_to_end.command import Ran, in_its_own_process
from tests.operations.runs.small import carried_out, small_definitions
from tests.pipelines.test_lock import another_process, kill


def test_a_run_holds_the_home_from_its_first_step_to_its_last(
    home: Home, instance: DagsterInstance
) -> None:
    writers: list[str | None] = []
    alive: list[bool] = []

    def work(_step: str) -> None:
        [run] = instance.get_runs()
        alive.append(is_living(home, run.run_id))
        writers.append(writer_of(home))

    ran = carried_out(instance, home, REFRESH, small_definitions(work))
    assert set(writers) == {f"process {os.getpid()} (job refresh, run {ran.run_id})"}
    assert alive == [True] * 4
    assert writer_of(home) is None
    assert not is_living(home, ran.run_id)


@pytest.mark.parametrize("command", ["refresh", "release"])
def test_the_command_is_refused_while_a_run_lives(
    command: str, home: Home, instance: DagsterInstance
) -> None:
    refused: list[Ran] = []

    def work(step: str) -> None:
        if step == "transformation":
            refused.append(in_its_own_process(command, "--home", home.path))

    ran = carried_out(instance, home, REFRESH, small_definitions(work))
    assert ran.success  # and nobody has disturbed it
    [told] = refused
    assert told.exit_code == 1
    said = told.talk.replace("\n", " ")
    assert f"process {os.getpid()} (job refresh, run {ran.run_id})" in " ".join(said.split())


def test_a_run_is_refused_while_a_command_writes_and_not_tried_again(
    home: Home, instance: DagsterInstance
) -> None:
    assert carried_out(instance, home, REFRESH).success
    before = (home.path / ".refreshed.json").read_bytes()
    with another_process("writer", home) as holder:
        ran = carried_out(instance, home, NIGHTLY)
    assert not ran.success
    outcome = outcome_of(instance, ran.run_id)
    [failure] = outcome.failures
    assert f"being written by process {holder.pid} (a test)" in failure
    assert not outcome.succeeded
    assert instance.get_run_by_id(ran.run_id).tags["dagster/max_retries"] == "0"  # type: ignore[union-attr]
    assert (home.path / ".refreshed.json").read_bytes() == before


def test_the_night_waits_for_a_command_and_tells_once_whom_for(
    home: Home, instance: DagsterInstance, caplog: pytest.LogCaptureFixture
) -> None:
    with another_process("writer", home) as holder, caplog.at_level(logging.INFO, "noegletal.lock"):
        threading.Timer(0.5, kill, [holder]).start()
        ran = carried_out(instance, home, REFRESH, wait_minutes=1.0)
    assert ran.success
    waiting = [line for line in caplog.messages if line.startswith("Waiting for")]
    assert waiting == [f"Waiting for process {holder.pid} (a test) to finish writing"]


def test_a_wait_has_an_end_and_says_how_long_it_was(home: Home, instance: DagsterInstance) -> None:
    with another_process("writer", home):
        ran = carried_out(instance, home, REFRESH, wait_minutes=1 / 60)
    [failure] = outcome_of(instance, ran.run_id).failures
    assert "after 1 s of waiting" in failure
