"""Runs whose process is really killed: seen, said, and repeated to the same end."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dagster import (
    DagsterInstance,
    DagsterRun,
    DagsterRunStatus,
    SkipReason,
    build_sensor_context,
)
from dagster._core.storage.tags import RETRY_STRATEGY_TAG, WILL_RETRY_TAG

from pipelines.home import Home
from pipelines.living import burying, is_living, left_by_the_dead, living
from pipelines.lock import writer_lock
from pipelines.operations import mending
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.dead_runs import dead_runs_sensor
from pipelines.operations.jobs import NIGHTLY, REFRESH
from pipelines.operations.mending import DIED, mend, mend_dead_runs
from pipelines.operations.outcome import outcome_of
from pipelines.operations.refreshing import died_before
from pipelines.publication.last_refresh import set_contents
from pipelines.publication.release import ReleaseRefusedError, make_release
from tests.operations.runs.small import carried_out, home_with_a_delivery, small_definitions

ROOT = Path(__file__).parents[3]


@pytest.fixture
def instance(home: Home) -> Iterator[DagsterInstance]:
    """The storage that the killed process has written to."""
    with dagster_instance(home) as instance:
        yield instance


@contextmanager
def working(
    home: Home, job: str, stay_in: str, wait_minutes: float = 0.0
) -> Iterator[subprocess.Popen[str]]:
    """A process that carries a run out; it is killed at the end if not before."""
    arguments = [str(home.path), job, stay_in, str(wait_minutes)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.operations.runs.working", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until_in(step: str, process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert any(line == f"{step}\n" for line in process.stdout), "it has ended before"


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()


def looked(home: Home, instance: DagsterInstance) -> str:
    """What the sensor says after a look."""
    with build_sensor_context(instance=instance) as context:
        said = dead_runs_sensor(home)(context)
    assert isinstance(said, SkipReason) and said.skip_message
    return said.skip_message


def test_a_killed_run_is_failed_and_retried_to_the_same_end(
    home: Home, instance: DagsterInstance, tmp_path: Path
) -> None:
    with working(home, NIGHTLY, "publish_marts") as process:
        until_in("publish_marts", process)
        [run] = instance.get_runs()
        assert looked(home, instance) == "No run has died."
        kill(process)
    assert instance.get_runs()[0].status is DagsterRunStatus.STARTED  # as Dagster believes
    assert died_before(home) == run.run_id
    with pytest.raises(ReleaseRefusedError):
        make_release(home, "trivsel5")

    assert run.run_id in looked(home, instance)
    [dead] = instance.get_runs()
    assert dead.status is DagsterRunStatus.FAILURE
    assert outcome_of(instance, run.run_id).failures == (DIED,)
    assert dead.tags[WILL_RETRY_TAG] == "true"
    assert dead.tags[RETRY_STRATEGY_TAG] == "ALL_STEPS"
    assert looked(home, instance) == "No run has died."  # it is said once

    again = carried_out(instance, home, NIGHTLY)
    undisturbed = home_with_a_delivery(tmp_path / "other")
    assert again.success and carried_out(instance, undisturbed, NIGHTLY).success
    assert set_contents(home) == set_contents(undisturbed)
    assert died_before(home) is None
    assert make_release(home, "trivsel5").is_new is False


def test_who_comes_to_write_says_it_without_the_sensor(
    home: Home, instance: DagsterInstance
) -> None:
    with working(home, REFRESH, "load_deliveries") as process:
        until_in("load_deliveries", process)
        kill(process)
    [dead] = left_by_the_dead(home)
    assert carried_out(instance, home, REFRESH).success
    assert outcome_of(instance, dead).failures == (DIED,)
    assert left_by_the_dead(home) == []


def test_a_long_run_and_one_that_waits_for_it_are_never_called_dead(
    home: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "GRACE_SECONDS", -1.0)  # as if it had been silent for hours
    with writer_lock(home, "a command"), working(home, NIGHTLY, "release", 10.0) as waiting:
        while not (runs := instance.get_runs()) or not is_living(home, runs[0].run_id):
            assert waiting.poll() is None
            time.sleep(0.05)
        assert runs[0].status is DagsterRunStatus.STARTED
        assert looked(home, instance) == "No run has died."
        assert mend_dead_runs(instance, home) == []
        kill(waiting)
        assert runs[0].run_id in looked(home, instance)


def test_a_command_that_needs_no_dagster_says_it_too(home: Home) -> None:
    mend(home)
    assert not home.dagster.exists()  # nobody has died: Dagster was not even asked
    with dagster_instance(home) as instance:
        _started(instance, "dead")
    home.running.mkdir()
    (home.running / "dead").write_text("process 1\n", encoding="utf-8")
    mend(home)
    with dagster_instance(home) as instance:
        assert outcome_of(instance, "dead").failures == (DIED,)


def test_a_run_that_never_showed_that_it_lives_is_given_time(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with DagsterInstance.ephemeral() as instance:
        _started(instance, "silent")
        assert mend_dead_runs(instance, home) == []
        monkeypatch.setattr(mending, "GRACE_SECONDS", -1.0)
        assert mend_dead_runs(instance, home) == ["silent"]


@pytest.mark.parametrize(
    "status",
    [
        DagsterRunStatus.NOT_STARTED,
        DagsterRunStatus.STARTING,
        DagsterRunStatus.SUCCESS,
        DagsterRunStatus.CANCELED,
    ],
)
def test_runs_that_wait_or_have_ended_are_left_alone(
    status: DagsterRunStatus, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mending, "GRACE_SECONDS", -1.0)
    with DagsterInstance.ephemeral() as instance:
        _started(instance, "other", status)
        assert mend_dead_runs(instance, home) == []
        run = instance.get_run_by_id("other")
        assert run is not None and run.status is status


def test_a_run_that_somebody_was_ending_is_cancelled_and_not_retried(home: Home) -> None:
    with DagsterInstance.ephemeral() as instance:
        _started(instance, "ended", DagsterRunStatus.CANCELING)
        home.running.mkdir()
        (home.running / "ended").write_text("process 1\n", encoding="utf-8")
        assert mend_dead_runs(instance, home) == ["ended"]
        run = instance.get_run_by_id("ended")
        assert run is not None and run.status is DagsterRunStatus.CANCELED


def test_a_failing_step_is_not_retried(home: Home, instance: DagsterInstance) -> None:
    def work(step: str) -> None:
        raise OSError(step)

    ran = carried_out(instance, home, NIGHTLY, small_definitions(work))
    run = instance.get_run_by_id(ran.run_id)
    assert run is not None and run.tags[WILL_RETRY_TAG] == "false"


def test_of_several_who_notice_one_buries(home: Home) -> None:
    home.running.mkdir()
    (home.running / "dead").write_text("process 1\n", encoding="utf-8")
    with burying(home, "dead") as is_mine, burying(home, "dead") as is_also_mine:
        assert (is_mine, is_also_mine) == (True, False)
    with burying(home, "dead") as is_mine:
        assert not is_mine
    with living(home, "alive"), burying(home, "alive") as is_mine:
        assert not is_mine
        assert is_living(home, "alive")


def _started(
    instance: DagsterInstance, run_id: str, status: DagsterRunStatus = DagsterRunStatus.STARTED
) -> None:
    """A run as Dagster's storage knows it; nobody carries it out."""
    instance.add_run(DagsterRun(job_name=REFRESH, run_id=run_id, status=status))
