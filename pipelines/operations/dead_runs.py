"""The sensor that looks for dead runs when nobody comes to write the home."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
from dagster import (
    DefaultSensorStatus,
    SensorDefinition,
    SensorEvaluationContext,
    SkipReason,
    sensor,
)

from pipelines.home import Home
from pipelines.operations.mending import mend_dead_runs

_EVERY_SECONDS = 60


def dead_runs_sensor(home: Home) -> SensorDefinition:
    """Dead runs are failed in Dagster's eyes, which then tries them again."""

    @sensor(
        name="dead_runs",
        minimum_interval_seconds=_EVERY_SECONDS,
        default_status=DefaultSensorStatus.RUNNING,
        description="Runs whose process was killed are failed, and tried again.",
    )
    def dead_runs(context: SensorEvaluationContext) -> SkipReason:
        died = mend_dead_runs(context.instance, home)
        return SkipReason(f"Had died: {', '.join(died)}." if died else "No run has died.")

    return dead_runs
