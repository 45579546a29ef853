"""What a step says when nothing has changed since it last did its work: what it said then.

The web interface shows a materialisation of this night with the numbers of the last refresh and a
link to it, and no check loses its result. Computing it all again would give the same, byte for
byte.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from dagster import (
    AssetCheckKey,
    AssetCheckResult,
    AssetKey,
    DagsterEventType,
    DagsterInstance,
    MaterializeResult,
    MetadataValue,
)

from pipelines.operations.refreshing import STEPS
from pipelines.resource import Context

UNCHANGED = "unchanged_since"
# How long the work took then: in a plot, a night that did not do it would seem to have done it.
_OF_THE_WORK = "seconds"


@dataclass(frozen=True)
class Repeated:
    """Everything that the assets and checks of one run were told."""

    run_id: str
    assets: Mapping[AssetKey, Mapping[str, Any]]
    checks: Mapping[AssetCheckKey, AssetCheckResult]

    @classmethod
    def read(cls, instance: DagsterInstance, run_id: str) -> Self | None:
        """What Dagster's storage holds of a run; None when that was cleared away."""
        kinds = {DagsterEventType.ASSET_MATERIALIZATION, DagsterEventType.ASSET_CHECK_EVALUATION}
        entries = instance.all_logs(run_id, of_type=kinds)
        events = [entry.dagster_event for entry in entries if entry.dagster_event]
        since: dict[str, Any] = {UNCHANGED: MetadataValue.dagster_run(run_id)}
        assets: dict[AssetKey, Mapping[str, Any]] = {}
        checks: dict[AssetCheckKey, AssetCheckResult] = {}
        for event in events:
            if event.event_type is DagsterEventType.ASSET_CHECK_EVALUATION:
                said = event.asset_check_evaluation_data
                checks[said.asset_check_key] = AssetCheckResult(
                    asset_key=said.asset_key,
                    check_name=said.check_name,
                    passed=said.passed,
                    severity=said.severity,
                    description=said.description,
                    metadata=_still(said.metadata) | since,
                )
            else:
                made = event.step_materialization_data.materialization
                assets[made.asset_key] = _still(made.metadata) | since
        return cls(run_id, assets, checks) if assets else None

    def of_step(self, context: Context) -> Iterator[Any]:
        """The events that the step yields in place of doing its work."""
        selected = context.op_execution_context
        for key, metadata in self.assets.items():  # in the order in which they follow on another
            if key in selected.selected_asset_keys:
                yield MaterializeResult(asset_key=key, metadata=metadata)
        for check, result in self.checks.items():
            if check in selected.selected_asset_check_keys:
                yield result


def _still(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What still holds of what was said then."""
    return {name: value for name, value in metadata.items() if name != _OF_THE_WORK}


def is_whole_refresh(context: Context) -> bool:
    """Whether the run takes every step of a refresh, and each of them whole."""
    run, job = context.run, context.op_execution_context.job_def
    if run.step_keys_to_execute and not set(STEPS) <= set(run.step_keys_to_execute):
        return False
    if not set(STEPS) <= {node.name for node in job.nodes}:
        return False
    return not any(part.assets_def.is_subset for part in job.asset_layer.data)
