"""Runs that have died: Dagster is told, so that nobody takes them for living and they are retried.

A killed process says nothing, and Dagster calls its run started for ever. Who is alive holds a
lock (``pipelines.living``). Whoever comes to write the home looks, and so does a sensor.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from time import time
from typing import TYPE_CHECKING

from pipelines.home import Home
from pipelines.living import burying, is_living, left_by_the_dead
from pipelines.mistakes import place_of
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.settings import SettingsRefusedError
from pipelines.operations.storage.postgresql import StorageUnreachableError

if TYPE_CHECKING:
    from dagster import DagsterInstance, DagsterRunStatus, RunRecord

LOG = logging.getLogger("noegletal.dead_runs")
DIED = (
    "The process of this run has ended without a word: it was killed, ran out of memory, or the "
    "machine went down. Readers see the release that they saw before. What it left half done is "
    "done anew by the next run."
)
_NOT_TOLD = "Dagster is not told of a run that has died."
# A run that starts or ends is not heard of for moments; a machine that swaps makes them longer.
GRACE_SECONDS = 120.0


def mend(home: Home) -> None:
    """Tell Dagster of dead runs, for a command that may end without needing Dagster at all."""
    if not left_by_the_dead(home):
        return
    try:
        with dagster_instance(home) as instance:
            mend_dead_runs(instance, home)
    except (SettingsRefusedError, StorageUnreachableError) as unreachable:
        LOG.warning("%s %s", _NOT_TOLD, unreachable)
    except Exception as mistake:  # its storage cannot be used: the command does its work
        LOG.warning("%s %s", _NOT_TOLD, place_of(mistake))


def mend_dead_runs(instance: DagsterInstance, home: Home) -> list[str]:
    """Tell Dagster of the runs of a home that have died; their ids."""
    return list(_mended(instance, home))


def _mended(instance: DagsterInstance, home: Home) -> Iterator[str]:
    from dagster import RunsFilter

    for run_id in left_by_the_dead(home):
        with burying(home, run_id) as is_ours:
            if is_ours and _is_told(instance, run_id):
                yield run_id
    # A run shows that it lives while it has the home; before and after, for a moment, it does not.
    for record in instance.get_run_records(RunsFilter(statuses=_under_way())):
        run_id = record.dagster_run.run_id
        is_seen = is_living(home, run_id) or not _is_silent(instance, record)
        if not is_seen and _is_told(instance, run_id):
            yield run_id


def _is_silent(instance: DagsterInstance, record: RunRecord) -> bool:
    """Whether a run has not said a word for as long as starting or ending may take."""
    run_id = record.dagster_run.run_id
    words = instance.get_records_for_run(run_id, limit=1, ascending=False).records
    last = words[0].timestamp if words else record.update_timestamp.timestamp()
    return time() - last > GRACE_SECONDS


def _is_told(instance: DagsterInstance, run_id: str) -> bool:
    """Whether Dagster took the run for a living one; it does not any more."""
    from dagster import DagsterRunStatus

    run = instance.get_run_by_id(run_id)
    if run is None or run.status not in _under_way():
        return False
    if run.status is DagsterRunStatus.CANCELING:
        instance.report_run_canceled(run, DIED)
    else:
        instance.report_run_failed(run, DIED)
    LOG.warning("Run %s of the job %s had died", run_id, run.job_name)
    return True


def _under_way() -> list[DagsterRunStatus]:
    """What Dagster calls a run that a process should be carrying out."""
    from dagster import DagsterRunStatus

    return [DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING]
