"""As little as Dagster's daemon can be busy with: an asset, a sensor that counts, a schedule."""

from __future__ import annotations

from dagster import (
    AssetCheckResult,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    Definitions,
    RunRequest,
    ScheduleDefinition,
    SensorEvaluationContext,
    asset,
    asset_check,
    define_asset_job,
    in_process_executor,
    sensor,
)


@asset
def figure() -> int:
    return 17


@asset_check(asset=figure)
def is_odd(figure: int) -> AssetCheckResult:
    return AssetCheckResult(passed=figure % 2 == 1)


job = define_asset_job("job", selection=[figure])


@sensor(job=job, minimum_interval_seconds=1, default_status=DefaultSensorStatus.RUNNING)
def counting(context: SensorEvaluationContext) -> RunRequest | None:
    """Ask for a run the first time it looks; the cursor says how often it has."""
    looked = int(context.cursor or "0")
    context.update_cursor(str(looked + 1))
    return RunRequest(run_key="once") if looked == 0 else None


minutely = ScheduleDefinition(
    name="minutely",
    job=job,
    cron_schedule="* * * * *",
    default_status=DefaultScheduleStatus.RUNNING,
)
defs = Definitions(
    assets=[figure],
    asset_checks=[is_odd],
    jobs=[job],
    sensors=[counting],
    schedules=[minutely],
    executor=in_process_executor,
)
