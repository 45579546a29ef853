"""Sensors that see every run end, and tell of it: those of the schedule, the arrivals, the browser.

A run that died has nobody left to tell of it; that is why telling is no step of a run.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.

from dagster import (
    DagsterRunStatus,
    DefaultSensorStatus,
    RunStatusSensorContext,
    RunStatusSensorDefinition,
    SkipReason,
    run_status_sensor,
)

from pipelines.home import Home
from pipelines.operations.night import report_of
from pipelines.operations.telling import COMMAND, TOLD_BY, tell

_EVERY_SECONDS = 15  # looking costs one query of Dagster's storage
_ENDS = {
    "tell_success": DagsterRunStatus.SUCCESS,
    "tell_failure": DagsterRunStatus.FAILURE,
    "tell_cancelled": DagsterRunStatus.CANCELED,
}


def run_sensors(home: Home) -> list[RunStatusSensorDefinition]:
    """One for each way in which a run can end; a run that died has been failed by then."""
    return [_sensor(home, name, status) for name, status in _ENDS.items()]


def tell_of(context: RunStatusSensorContext, home: Home) -> SkipReason:
    """Tell of one run, unless its command does so itself: a dead one cannot."""
    run = context.dagster_run
    report = report_of(context.instance, home, run.run_id)
    if run.tags.get(TOLD_BY) == COMMAND and report.outcome != "died":
        return SkipReason(f"Run {run.run_id} is told of by its command.")
    tell(context.instance, home, report)
    return SkipReason(f"Run {run.run_id} has been told of.")


def _sensor(home: Home, name: str, status: DagsterRunStatus) -> RunStatusSensorDefinition:
    @run_status_sensor(
        run_status=status,
        name=name,
        minimum_interval_seconds=_EVERY_SECONDS,
        description="Tells of every run that ends so: status.json, the page, mail and webhook.",
        default_status=DefaultSensorStatus.RUNNING,
    )
    def look(context: RunStatusSensorContext) -> SkipReason:
        return tell_of(context, home)

    return look
