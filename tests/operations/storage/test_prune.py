"""Old runs go with all that Dagster kept of them; the last one of each thing stays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dagster import AssetCheckKey, DagsterInstance, EventLogRecord
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecord

from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.storage.prune import Pruned, prune
from tests.end_to_end.command import noegletal
from tests.operations.storage.small import defs, figure


@pytest.fixture(params=["files", "postgresql"])
def instance(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DagsterInstance]:
    """The same for both kinds of storage."""
    before = dict(os.environ)
    home = Home(tmp_path / "files")
    home.path.mkdir()
    if request.param == "postgresql":
        home = request.getfixturevalue("home")
    with dagster_instance(home) as opened:
        for run in opened.get_runs():  # of other tests, on the same server
            opened.delete_run(run.run_id)
        yield opened
    os.environ.clear()
    os.environ.update(before)


def _runs(instance: DagsterInstance, how_many: int) -> list[str]:
    job = defs.resolve_job_def("job")
    return [job.execute_in_process(instance=instance).run_id for _ in range(how_many)]


def _made(instance: DagsterInstance) -> Sequence[EventLogRecord]:
    return instance.fetch_materializations(figure.key, limit=10).records


def _checked(instance: DagsterInstance) -> Sequence[AssetCheckExecutionRecord]:
    key = AssetCheckKey(figure.key, "is_odd")
    return instance.event_log_storage.get_asset_check_execution_history(key, limit=10)


def _after(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def test_old_runs_go_and_the_last_one_stays(instance: DagsterInstance) -> None:
    *old, last = _runs(instance, 3)
    assert set(old) <= {made.run_id for made in _made(instance)}

    assert prune(instance, 400, now=_after(401)) == Pruned(removed=2, kept=1)

    assert [run.run_id for run in instance.get_runs()] == [last]
    for kept in (_made(instance), _checked(instance)):
        assert last in {each.run_id for each in kept}
        assert not set(old) & {each.run_id for each in kept}
    assert len(instance.all_logs(last)) > 5


def test_runs_within_the_days_stay(instance: DagsterInstance) -> None:
    runs = _runs(instance, 2)

    assert prune(instance, 400, now=_after(399)) == Pruned(removed=0, kept=0)

    assert {run.run_id for run in instance.get_runs()} == set(runs)


def test_a_dry_run_removes_nothing(instance: DagsterInstance) -> None:
    runs = _runs(instance, 2)

    assert prune(instance, 400, now=_after(401), only_count=True) == Pruned(removed=1, kept=1)

    assert {run.run_id for run in instance.get_runs()} == set(runs)
    assert all(instance.all_logs(run) for run in runs)


def test_no_file_of_an_old_run_is_left(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DAGSTER_HOME", "NOEGLETAL_HOME"):
            patch.setenv(name, "")  # so that both are put back
        with dagster_instance(home) as opened:
            first, last = _runs(opened, 2)
            before = [path for path in home.dagster.rglob("*") if first in path.name]
            prune(opened, 400, now=_after(401))

    assert before
    left = [path for path in home.dagster.rglob("*") if path.name != "dagster.yaml"]
    assert [path for path in left if first in str(path)] == []
    assert [path for path in left if last in str(path)]


def test_the_command_says_how_many(tmp_path: Path) -> None:
    ran = noegletal("runs", "prune", "--older-than-days", "30", "--home", tmp_path)

    assert (ran.exit_code, ran.out) == (0, "0 runs removed\n"), ran.talk
