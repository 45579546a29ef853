"""With a real PostgreSQL: runs, events, cursors and ticks are in it, and a restart keeps them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from dagster import DagsterEventType, DagsterInstance, DagsterRunStatus, RunsFilter
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.scheduler.instigation import InstigatorTick

from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.service.code_server import dagster_daemon
from pipelines.operations.storage.postgresql import StorageUnreachableError
from tests.operations.storage.conftest import PASSWORD
from tests.operations.storage.server import PATIENCE_SECONDS, Server


@pytest.fixture(autouse=True)
def _environment() -> Iterator[None]:
    """What opening an instance says in the environment is for this test only."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@contextmanager
def daemon(folder: Path) -> Iterator[None]:
    """Dagster's daemon on ``small``, as ``noegletal daemon`` starts it on our definitions."""
    workspace = folder / "workspace.json"
    named = {"relative_path": str(Path(__file__).with_name("small.py")), "location_name": "small"}
    workspace.write_text(json.dumps({"load_from": [{"python_file": named}]}), "utf-8")
    with dagster_daemon(workspace):
        yield


def _waited(condition: Callable[[], bool]) -> bool:
    deadline = monotonic() + PATIENCE_SECONDS
    while not (met := condition()) and monotonic() < deadline:
        sleep(0.2)
    return met


def _ticks(instance: DagsterInstance, kind: InstigatorType) -> list[InstigatorTick]:
    states = instance.all_instigator_state(instigator_type=kind)
    return [
        tick
        for state in states
        for tick in instance.get_ticks(state.instigator_origin_id, state.selector_id)
    ]


def _cursor(instance: DagsterInstance) -> int:
    [state] = instance.all_instigator_state(instigator_type=InstigatorType.SENSOR)
    return int(state.instigator_data.cursor or "0") if state.instigator_data else 0


def _looked(instance: DagsterInstance, times: int) -> bool:
    states = instance.all_instigator_state(instigator_type=InstigatorType.SENSOR)
    return bool(states) and _cursor(instance) >= times


def _succeeded(instance: DagsterInstance) -> list[str]:
    runs = instance.get_runs(RunsFilter(statuses=[DagsterRunStatus.SUCCESS]))
    return [run.run_id for run in runs]


def test_what_the_daemon_does_is_kept_there_and_a_restart_goes_on(
    home: Home, tmp_path: Path
) -> None:
    with dagster_instance(home) as instance:
        with daemon(tmp_path):
            assert _waited(lambda: bool(_succeeded(instance)))
            assert _waited(lambda: bool(_ticks(instance, InstigatorType.SCHEDULE)))
            assert _waited(lambda: _looked(instance, 3))
        first, seen = _succeeded(instance), _cursor(instance)

    with dagster_instance(home) as instance:
        assert set(first) <= set(_succeeded(instance))
        assert _ticks(instance, InstigatorType.SCHEDULE)
        made = instance.all_logs(first[-1], of_type=DagsterEventType.ASSET_MATERIALIZATION)
        assert len(made) == 1
        with daemon(tmp_path):
            assert _waited(lambda: _looked(instance, seen + 2))
        # Had the cursor been lost, the sensor would have asked for a run under the same key.
        by_sensor = instance.get_runs(RunsFilter(tags={"dagster/run_key": "once"}))
        assert len(by_sensor) == 1

    assert list(home.dagster.rglob("*.db")) == []  # nothing was written beside it


def test_a_server_on_this_machine_needs_no_password(server: Server, tmp_path: Path) -> None:
    said = f"storage: {{postgresql: {{host: {server.folder}, port: {server.port}}}}}"
    (tmp_path / "operations.yml").write_text(said, encoding="utf-8")

    with dagster_instance(Home(tmp_path)) as instance:
        assert instance.get_runs_count() >= 0
        assert "Postgres" in type(instance.event_log_storage).__name__


def test_the_password_is_in_no_other_file_and_no_command_line(home: Home, tmp_path: Path) -> None:
    with dagster_instance(home) as instance, daemon(tmp_path):
        assert _waited(lambda: bool(instance.get_daemon_heartbeats()))
        family = [pid for pid in Path("/proc").glob("[0-9]*") if _session(pid) != os.getsid(0)]
        ours = [pid for pid in family if _of(pid, "environ", str(home.path))]
        assert ours
        for name in ("cmdline", "environ"):
            assert [pid for pid in ours if _of(pid, name, PASSWORD)] == []

    holding = [
        path
        for path in (*home.path.rglob("*"), *tmp_path.glob("*"))
        if path.is_file() and PASSWORD.encode() in path.read_bytes()
    ]
    assert holding == [home.secret / "pgpass"]


def _session(process: Path) -> int:
    try:
        return os.getsid(int(process.name))
    except ProcessLookupError:
        return os.getsid(0)


def _of(process: Path, name: str, said: str) -> bool:
    try:
        return said.encode() in (process / name).read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False  # it has just ended, or is another's


def test_who_is_not_let_in_is_told_where_to_look(home: Home) -> None:
    (home.secret / "pgpass").write_text("*:*:*:*:forkert\n", encoding="utf-8")

    with pytest.raises(StorageUnreachableError) as told, dagster_instance(home):
        pass

    assert "127.0.0.1" in str(told.value) and "docs/drift.md" in str(told.value)
    assert "forkert" not in str(told.value)
    assert told.value.__suppress_context__
