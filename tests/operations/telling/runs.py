"""Small runs of Dagster that end in every way there is, in a storage of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetsDefinition,
    AssetSpec,
    DagsterInstance,
    DagsterRunStatus,
    MaterializeResult,
    MetadataValue,
    in_process_executor,
    materialize,
    multi_asset,
)
from dagster._core.test_utils import create_run_for_test

from pipelines.deliveries.outcome import DeliveryOutcome
from pipelines.deliveries.outcome_record import METADATA_KEY, outcome_records

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def run_of(
    instance: DagsterInstance,
    *assets: AssetsDefinition,
    tags: dict[str, str] | None = None,
    resources: dict[str, Any] | None = None,
) -> str:
    """Materialise them; the run's id, however it ended."""
    assert in_process_executor  # what ``materialize`` uses
    ran = materialize(
        list(assets), instance=instance, run_config=QUIET, tags=tags, resources=resources,
        raise_on_error=False,
    )  # fmt: skip
    return ran.run_id


def dead_run(instance: DagsterInstance, **tags: str) -> str:
    """A run whose process went without a word, as whoever finds it reports it."""
    run = create_run_for_test(
        instance, job_name="nightly", status=DagsterRunStatus.STARTED, tags=tags
    )
    instance.report_run_failed(run, "The process of this run has ended without a word.")
    return run.run_id


def cancelled_run(instance: DagsterInstance) -> str:
    run = create_run_for_test(instance, job_name="refresh", status=DagsterRunStatus.STARTED)
    instance.report_run_canceled(run)
    return run.run_id


def loading(*outcomes: DeliveryOutcome, **metadata: Any) -> AssetsDefinition:
    """A step that leaves of deliveries what the real one leaves."""

    @multi_asset(name="load_deliveries", specs=[AssetSpec(["raw", "deliveries"])])
    def load() -> Any:
        told = {METADATA_KEY: MetadataValue.json(outcome_records(outcomes)), **metadata}
        yield MaterializeResult(asset_key=["raw", "deliveries"], metadata=told)

    return load


def publishing(**metadata: Any) -> AssetsDefinition:
    """A step that leaves of a release what the real one leaves."""

    @multi_asset(name="publishing", specs=[AssetSpec(["publication", "release"])])
    def publish() -> Any:
        yield MaterializeResult(asset_key=["publication", "release"], metadata=metadata)

    return publish


def raising(what: Callable[[], Any]) -> AssetsDefinition:
    """A step that does what it is given, and raises."""

    @multi_asset(name="transformation", specs=[AssetSpec(["core", "figures"])])
    def transform() -> Any:
        what()
        yield MaterializeResult(asset_key=["core", "figures"])

    return transform


def checked(
    asset: str, name: str, severity: AssetCheckSeverity, blocking: bool = False
) -> AssetsDefinition:
    """An asset whose check does not hold, with a sentence and numbers nobody else may see."""
    key = asset.split("/")
    spec = AssetCheckSpec(name, asset=key, blocking=blocking)

    @multi_asset(name="checked", specs=[AssetSpec(key)], check_specs=[spec])
    def check() -> Any:
        yield MaterializeResult(asset_key=key)
        yield AssetCheckResult(
            asset_key=key, check_name=name, passed=False, severity=severity,
            description="3 rows, among them 010180-1234", metadata={"rows_found": 3},
        )  # fmt: skip

    return check
