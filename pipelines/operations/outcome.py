"""How a run of Dagster went so far: its steps, and the checks that did not pass, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.operations.findings.finding import CHECKS

if TYPE_CHECKING:
    from dagster import DagsterEvent, DagsterInstance


@dataclass(frozen=True)
class Outcome:
    """``succeeded`` are keys of steps; the other three are sentences."""

    succeeded: frozenset[str]
    failed_steps: tuple[str, ...]
    failed_checks: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """What keeps the run's results from being used."""
        return self.failed_steps + self.failed_checks


def outcome_of(instance: DagsterInstance, run_id: str) -> Outcome:
    """What Dagster's storage holds of a run, which may still be under way."""
    from dagster import DagsterEventType as Type

    kinds = {
        Type.STEP_SUCCESS, Type.STEP_FAILURE, Type.RUN_FAILURE, Type.ASSET_CHECK_EVALUATION
    }  # fmt: skip
    entries = instance.all_logs(run_id, of_type=kinds)
    events = [entry.dagster_event for entry in entries if entry.dagster_event]
    checks = list(_checks(events))
    steps = [e.step_key for e in events if e.event_type is Type.STEP_SUCCESS and e.step_key]
    return Outcome(
        succeeded=frozenset(steps),
        failed_steps=tuple(_failures(events)),
        failed_checks=tuple(sentence for is_error, sentence in checks if is_error),
        warnings=tuple(sentence for is_error, sentence in checks if not is_error),
    )


def _failures(events: Iterable[DagsterEvent]) -> Iterator[str]:
    """One sentence per step that raised, or for the run that never came to one.

    It is the innermost message, without the traceback.
    """
    from dagster._core.events import JobFailureData
    from dagster._core.execution.plan.objects import StepFailureData

    failures = [event for event in events if event.is_failure]
    for event in [e for e in failures if e.is_step_failure] or failures:
        data = event.event_specific_data  # none when another process says that the run has died
        error = data.error if isinstance(data, StepFailureData | JobFailureData) else None
        while error is not None and error.cause is not None:
            error = error.cause
        reason = error.message.strip() if error else event.message or "failed"
        yield f"{event.step_key}: {reason}" if event.step_key else reason


def _checks(events: Iterable[DagsterEvent]) -> Iterator[tuple[bool, str]]:
    """Whether it is an error, and a sentence, for each check that did not pass.

    Findings are told by their day (``noegletal status``), and are no part of what is remembered.
    """
    for event in events:
        if event.event_type.value != "ASSET_CHECK_EVALUATION":
            continue
        check = event.asset_check_evaluation_data
        if not check.passed and check.check_name not in CHECKS.values():
            asset = "/".join(check.asset_key.path)
            said = f" {check.description}" if check.description else ""
            yield check.severity.name == "ERROR", f"{asset}: {check.check_name}.{said}"
