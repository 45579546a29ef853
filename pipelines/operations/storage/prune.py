"""Old runs go: Dagster itself keeps each run and each of its events for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster import DagsterInstance, DagsterRun

_AT_A_TIME = 500


@dataclass(frozen=True)
class Pruned:
    """How many runs are older than the days asked for, and how many of them stay all the same."""

    removed: int
    kept: int


def prune(
    instance: DagsterInstance,
    older_than_days: int,
    *,
    now: datetime | None = None,
    only_count: bool = False,
) -> Pruned:
    """Remove finished runs that ended so many days ago, with all of their events and logs.

    The last run of each job stays, and so does each run that an asset was last made by: without it
    the web interface would say that it was never made.
    """
    before = (now or datetime.now(UTC)) - timedelta(days=older_than_days)
    old = _finished(instance, before)
    needed = _needed(instance, {run.job_name for run in old}) if old else set()
    to_remove = [run.run_id for run in old if run.run_id not in needed]
    if not only_count:
        for run_id in to_remove:
            _remove(instance, run_id)
    return Pruned(len(to_remove), len(old) - len(to_remove))


def _finished(instance: DagsterInstance, before: datetime) -> list[DagsterRun]:
    from dagster import RunsFilter
    from dagster._core.storage.dagster_run import FINISHED_STATUSES

    wanted = RunsFilter(statuses=list(FINISHED_STATUSES), updated_before=before)
    found: list[DagsterRun] = []
    while page := instance.get_runs(
        wanted, limit=_AT_A_TIME, cursor=found[-1].run_id if found else None
    ):
        found += page
    return found


def _needed(instance: DagsterInstance, jobs: set[str]) -> set[str]:
    """The last run of each of the jobs, and the runs by which what there is was last made."""
    from dagster import RunsFilter

    newest = [instance.get_runs(RunsFilter(job_name=job), limit=1)[0].run_id for job in jobs]
    made = [
        record.asset_entry.last_materialization_record for record in instance.get_asset_records()
    ]
    return {*newest, *(record.run_id for record in made if record)}


def _remove(instance: DagsterInstance, run_id: str) -> None:
    from dagster._core.storage.event_log import SqlEventLogStorage, SqliteEventLogStorage
    from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable

    storage = instance.event_log_storage
    if isinstance(storage, SqlEventLogStorage):
        # What checks found is written into a table besides, where Dagster leaves it.
        with storage.index_connection() as connection:
            table = AssetCheckExecutionsTable
            connection.execute(table.delete().where(table.c.run_id == run_id))
    instance.delete_run(run_id)
    instance.compute_log_manager.delete_logs(prefix=[run_id])
    if isinstance(storage, SqliteEventLogStorage):
        # A file per run, out of which Dagster takes the rows, and leaves the file.
        file = Path(storage.path_for_shard(run_id))
        for path in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            path.unlink(missing_ok=True)
