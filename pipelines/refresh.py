"""A whole refresh of one home, in this process and through Dagster.

Dagster, dbt and Great Expectations are imported here only when there is something to do.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.civil_numbers import without_civil_numbers
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.fingerprint import forget, inputs_of, remember, unchanged_since
from pipelines.private_files import private_files

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult

LOG = logging.getLogger("noegletal.refresh")
# Dagster's own lines are kept in its storage; the terminal shows ours.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class RefreshOutcome:
    """``failures`` and ``warnings`` are sentences; without failures the marts are up to date."""

    is_new: bool
    failures: tuple[str, ...]
    warnings: tuple[str, ...]


def refresh(
    home: Home, as_of: date | None = None, accept_shrink: str | None = None
) -> RefreshOutcome:
    """Load, check and compute; ``HomeLockedError`` while another process writes.

    What comes out is the home's unprotected set, of which ``noegletal release`` publishes.

    ``accept_shrink`` is the reason why deliveries may lose more than half of a scope's rows. Does
    nothing when deliveries, corrections, code, key, day and results are those of the last refresh.
    """
    # Before Dagster keeps it with everything else that it knows of the run.
    accept_shrink = without_civil_numbers(accept_shrink) if accept_shrink else None
    with private_files(), writer_lock(home, "noegletal refresh"):
        LOG.debug("Looking for what is new")
        inputs = inputs_of(home, as_of)
        earlier = None if accept_shrink else unchanged_since(home, inputs)
        if earlier is not None:
            return RefreshOutcome(is_new=False, failures=(), warnings=tuple(earlier))
        forget(home)
        outcome = _run(home, as_of, accept_shrink)
        if not outcome.failures:
            remember(home, inputs, list(outcome.warnings))
        return outcome


def _run(home: Home, as_of: date | None, accept_shrink: str | None) -> RefreshOutcome:
    LOG.debug("Starting Dagster")
    with dagster_instance(home) as instance:
        from pipelines.definitions import REFRESH, build_definitions
        from pipelines.resource import HomeResource

        job = build_definitions(home).resolve_job_def(REFRESH)
        resource = HomeResource(
            path=str(home.path),
            as_of=as_of.isoformat() if as_of else "",
            accept_shrink=accept_shrink or "",
        )
        result = job.execute_in_process(
            instance=instance,
            resources={"home": resource},
            run_config=_QUIET,
            raise_on_error=False,
        )
        checks = list(_failed_checks(result))
        broken = [sentence for is_error, sentence in checks if is_error]
        return RefreshOutcome(
            is_new=True,
            failures=(*_failed_steps(result), *broken),
            warnings=tuple(sentence for is_error, sentence in checks if not is_error),
        )


def _failed_steps(result: ExecuteInProcessResult) -> Iterator[str]:
    """One sentence per step that raised: the innermost message, without the traceback."""
    for event in result.all_node_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
            reason = error.message.strip() if error else "failed"
            yield f"{event.step_key}: {reason}"


def _failed_checks(result: ExecuteInProcessResult) -> Iterator[tuple[bool, str]]:
    """Whether it is an error, and a sentence, for each check that did not pass."""
    for check in result.get_asset_check_evaluations():
        if not check.passed:
            asset = "/".join(check.asset_key.path)
            said = f" {check.description}" if check.description else ""
            yield check.severity.name == "ERROR", f"{asset}: {check.check_name}.{said}"
