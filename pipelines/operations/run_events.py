"""What Dagster's event log says of one run: how it ended, what failed, which metadata it left.

Reads runs of every kind alike: the command's own process, the web interface, the schedule, and
runs whose process is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from models.column import Label
from pipelines.operations.failed_checks import FailedCheck
from pipelines.operations.findings.finding import CHECKS
from pipelines.operations.our_words import is_from_dagster, our_words

if TYPE_CHECKING:
    from dagster import AssetMaterialization, DagsterInstance
    from dagster._core.events import DagsterEvent
    from dagster._core.storage.dagster_run import RunRecord

Outcome = Literal["succeeded", "failed", "died"]
WILL_RETRY = "dagster/will_retry"
# At what a run has not made anew, since nothing had changed (``pipelines.operations.repeated``).
UNCHANGED = "unchanged_since"
_TOLD_AS_FINDINGS = frozenset(CHECKS.values())


class UnknownRunError(Exception):
    """Dagster's storage holds no such run; it may have been removed by age."""


@dataclass(frozen=True)
class RunEvents:
    """One run's record and its events, oldest first."""

    record: RunRecord
    events: tuple[DagsterEvent, ...]

    @classmethod
    def read(cls, instance: DagsterInstance, run_id: str) -> RunEvents:
        """Those of a run; ``UnknownRunError`` when there is none of that id."""
        record = instance.get_run_record_by_id(run_id)
        if record is None:
            raise UnknownRunError(f"Dagster knows no run {run_id}.")
        entries = instance.all_logs(run_id)
        events = (entry.dagster_event for entry in entries)
        return cls(record, tuple(event for event in events if event is not None))

    @property
    def job(self) -> str:
        """The job's name; that of a selection of assets in the web interface is Dagster's."""
        return self.record.dagster_run.job_name

    @property
    def began_at(self) -> datetime:
        """When it began, or was asked for when it never did."""
        began = self.record.start_time
        return datetime.fromtimestamp(began, UTC) if began else self.record.create_timestamp

    @property
    def ended_at(self) -> datetime:
        """When it ended, as far as anybody knows."""
        ended = self.record.end_time
        return datetime.fromtimestamp(ended, UTC) if ended else self.record.update_timestamp

    @property
    def outcome(self) -> Outcome:
        """Failed when a step raised or an error-check did not pass, whatever Dagster calls it.

        Died when the run ended without either: its process is gone, or somebody ended it.
        """
        status = self.record.dagster_run.status.value
        if status == "SUCCESS":
            return "failed" if any(check.is_error for check in self.checks) else "succeeded"
        return "failed" if status == "FAILURE" and self._errors else "died"

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody ended it."""
        return self.record.dagster_run.status.value in ("CANCELED", "CANCELING")

    @property
    def will_be_retried(self) -> bool:
        """Whether Dagster begins another one in its place."""
        return self.record.dagster_run.tags.get(WILL_RETRY, "").casefold() == "true"

    @property
    def failed_steps(self) -> tuple[Label, ...]:
        """A sentence per step that raised, in our words or with the place only."""
        return tuple(_sentence(step, said) for step, said in self._errors if said is not None)

    @cached_property
    def checks(self) -> tuple[FailedCheck, ...]:
        """The checks that did not pass, each as it was tried last; without those of findings."""
        last = {
            (data.asset_key, data.check_name): data
            for event in self.events
            if event.event_type_value == "ASSET_CHECK_EVALUATION"
            for data in [event.asset_check_evaluation_data]
            if data.check_name not in _TOLD_AS_FINDINGS
        }
        return tuple(FailedCheck.of(each) for each in last.values() if not each.passed)

    def metadata(self, *key: str) -> Mapping[str, Any]:
        """Values of the metadata that the run left at an asset; empty when it made none."""
        found: Mapping[str, Any] = {}
        for made in self._made:
            if tuple(made.asset_key.path) == key:
                found = {name: value.value for name, value in made.metadata.items()}
        return found

    def has_made(self, *prefix: str) -> bool:
        """Whether the run has made an asset whose key begins so."""
        return any(tuple(made.asset_key.path[: len(prefix)]) == prefix for made in self._made)

    @property
    def _made(self) -> Iterator[AssetMaterialization]:
        return (
            event.step_materialization_data.materialization
            for event in self.events
            if event.is_step_materialization
        )

    @cached_property
    def _errors(self) -> tuple[tuple[str | None, str | None], ...]:
        """Step and sentence; the sentence None where a failed check has caused it."""
        return tuple(_errors(self.events))


def _errors(events: Iterable[DagsterEvent]) -> Iterator[tuple[str | None, str | None]]:
    has_failed_step = False
    for event in events:
        if event.is_step_failure:
            has_failed_step = True
            error = event.step_failure_data.error
            is_check = is_from_dagster(error) and "AssetCheck" in _kinds(error)
            yield event.step_key, None if is_check else our_words(error)
        elif event.event_type_value == "PIPELINE_FAILURE" and not has_failed_step:
            error = event.job_failure_data.error if event.event_specific_data else None
            if error is not None:
                yield None, our_words(error)


def _kinds(error: Any) -> str:
    return f"{error.cls_name} {_kinds(error.cause)}" if error else ""


def _sentence(step: str | None, said: str) -> Label:
    if step is None:
        return Label(da=f"Kørslen kunne ikke gennemføres: {said}", en=f"The run failed: {said}")
    return Label(da=f"Trinnet {step} fejlede: {said}", en=f"The step {step} failed: {said}")
