"""The sensor that notices new deliveries: one refresh for all that has come, never twice for one.

A file counts once it is at rest: not written to for some seconds, and the same in two looks. What
is kept from look to look are two digests, whatever the number of files.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import json

from dagster import (
    DefaultSensorStatus,
    RunRequest,
    SensorDefinition,
    SensorEvaluationContext,
    SensorResult,
    sensor,
)

from pipelines.home import Home
from pipelines.lock import writer_of
from pipelines.operations.arrived import arrived
from pipelines.operations.fingerprint import arrived_before
from pipelines.operations.jobs import REFRESH
from pipelines.operations.schedule import run_config
from pipelines.operations.settings import Arrivals, load_settings


def arrivals_sensor(home: Home, arrivals: Arrivals) -> SensorDefinition:
    """Asks for the job ``refresh`` when something has come that no refresh has seen."""

    @sensor(
        name="arrivals",
        job_name=REFRESH,
        minimum_interval_seconds=arrivals.every_seconds,
        default_status=(
            DefaultSensorStatus.RUNNING if arrivals.is_on else DefaultSensorStatus.STOPPED
        ),
        description="New files in raw/ are loaded once they are at rest.",
    )
    def look(context: SensorEvaluationContext) -> SensorResult:
        return _looked(home, context.cursor)

    return look


def _looked(home: Home, cursor: str | None) -> SensorResult:
    """``cursor`` holds what was there at the last look, and what was asked for last."""
    before: dict[str, str] = json.loads(cursor) if cursor else {}
    now = arrived(home)
    seen = {"seen": now.digest, "asked": before.get("asked", "")}
    if not now.count:
        return _nothing("No delivery has come yet.", seen)
    if now.digest in (seen["asked"], arrived_before(home)):
        return _nothing("Nothing has come or changed since the last refresh.", seen)
    if now.digest != before.get("seen"):
        return _nothing("Something has come. The next look shows whether it is at rest.", seen)
    if writer := writer_of(home):
        return _nothing(f"Something has come. It waits for {writer}.", seen)
    nightly = load_settings(home).nightly
    asking = RunRequest(run_key=now.digest, run_config=run_config(nightly, with_release=False))
    return SensorResult(run_requests=[asking], cursor=json.dumps(seen | {"asked": now.digest}))


def _nothing(reason: str, seen: dict[str, str]) -> SensorResult:
    return SensorResult(skip_reason=reason, cursor=json.dumps(seen))
