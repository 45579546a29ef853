"""When the night begins, and with which settings it runs."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
from typing import Any

from dagster import (
    DefaultScheduleStatus,
    RunRequest,
    ScheduleDefinition,
    ScheduleEvaluationContext,
    schedule,
)

from pipelines.home import Home
from pipelines.operations.jobs import NIGHTLY
from pipelines.operations.settings import Nightly, load_settings
from pipelines.publication.release_asset import RELEASE_KEY


def nightly_schedule(home: Home, nightly: Nightly) -> ScheduleDefinition:
    """The job ``nightly`` at its hour, in local time; a new hour counts once this is loaded anew.

    The other settings are read when the night begins.
    """

    @schedule(
        name=NIGHTLY,
        job_name=NIGHTLY,
        cron_schedule=nightly.cron,
        execution_timezone=nightly.time_zone,
        default_status=DefaultScheduleStatus.RUNNING,
        description="Every night: what has come is loaded, and what follows from it is released.",
    )
    def begin(context: ScheduleEvaluationContext) -> RunRequest:
        return RunRequest(
            run_key=context.scheduled_execution_time.isoformat(),
            run_config=run_config(load_settings(home).nightly),
        )

    return begin


def run_config(nightly: Nightly, with_release: bool = True) -> dict[str, Any]:
    """How an unattended run is configured."""
    waiting = {"resources": {"home": {"config": {"wait_minutes": nightly.wait_minutes}}}}
    if not with_release:
        return waiting
    op = "__".join(RELEASE_KEY.path)
    return waiting | {"ops": {op: {"config": {"disclosure": nightly.disclosure}}}}
