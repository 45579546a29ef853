"""The event log of runs: it says what Dagster's own would, through connections that stay open."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import DagsterEventType, DagsterInstance, asset, materialize
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage

from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.event_log import EventLog


@asset
def answer() -> int:
    return 42


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("DAGSTER_HOME", "NOEGLETAL_HOME"):
        monkeypatch.setenv(name, "")  # put back afterwards
    return Home(tmp_path / "home")


@pytest.fixture
def instance(home: Home) -> Iterator[DagsterInstance]:
    with dagster_instance(home) as instance:
        yield instance


def log_of(instance: DagsterInstance) -> EventLog:
    log = instance.event_log_storage
    assert isinstance(log, EventLog)
    return log


def run(instance: DagsterInstance) -> str:
    return materialize([answer], instance=instance).run_id


def test_dagsters_own_storage_reads_the_same(home: Home, instance: DagsterInstance) -> None:
    """Also while the connections are open: another process would."""
    runs = [run(instance), run(instance)]
    own = SqliteEventLogStorage(str(home.dagster / "history" / "runs"))
    for run_id in runs:
        ours = log_of(instance).get_logs_for_run(run_id)
        assert own.get_logs_for_run(run_id) == ours
        assert any(entry.dagster_event_type == DagsterEventType.RUN_SUCCESS for entry in ours)
    assert own.has_asset_key(answer.key)


def test_what_dagsters_own_storage_wrote_is_read(home: Home) -> None:
    """A home that was refreshed before this storage was there."""
    folder = home.dagster / "history" / "runs"
    home.dagster.mkdir(parents=True)
    with DagsterInstance.local_temp(str(home.dagster)) as earlier:
        run_id = run(earlier)
        assert not isinstance(earlier.event_log_storage, EventLog)
    assert (folder / f"{run_id}.db").exists()
    with dagster_instance(home) as instance:
        assert len(log_of(instance).get_logs_for_run(run_id)) > 5
        assert instance.get_latest_materialization_event(answer.key) is not None


def test_few_files_are_kept_open(home: Home, instance: DagsterInstance) -> None:
    for _ in range(4):
        run(instance)
    assert len(open_databases(home)) <= 2


def test_nothing_is_open_or_beside_the_files_at_the_end(home: Home) -> None:
    with dagster_instance(home) as instance:
        run(instance)
        assert open_databases(home)
    assert not open_databases(home)
    assert not list((home.dagster / "history" / "runs").glob("*-wal"))


def test_a_run_whose_file_was_removed_is_gone(instance: DagsterInstance) -> None:
    """A cleaning up removes files; the connection that was open is no ghost of it."""
    run_id = run(instance)
    log = log_of(instance)
    assert log.get_logs_for_run(run_id)
    for beside in ("", "-wal", "-shm"):
        Path(log.path_for_shard(run_id) + beside).unlink(missing_ok=True)
    assert log.get_logs_for_run(run_id) == []


def test_who_watches_a_run_hears_of_its_events(home: Home, instance: DagsterInstance) -> None:
    """The web interface shows a run that another process carries out."""
    run_id = run(instance)
    last = log_of(instance).get_logs_for_run(run_id)[-1]
    heard = threading.Event()
    with dagster_instance(home) as watching:
        log = log_of(watching)
        log.watch(run_id, None, lambda entry, cursor: heard.set())
        instance.report_engine_event("Said", instance.get_run_by_id(run_id))
        assert heard.wait(60), last


def test_a_child_of_a_process_opens_its_own(home: Home, instance: DagsterInstance) -> None:
    run(instance)
    child = os.fork()
    if not child:
        try:
            run(instance)
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    run(instance)
    assert len(instance.get_run_ids()) == 3


def open_databases(home: Home) -> set[Path]:
    """The files of the event log that this process has open."""
    folder = (home.dagster / "history" / "runs").resolve()
    opened = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            target = descriptor.readlink()
        except FileNotFoundError:
            continue
        if target.parent == folder and target.suffix == ".db":
            opened.add(target)
    return opened
