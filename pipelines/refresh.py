"""A whole refresh of one home, in this process and through Dagster.

Dagster, dbt and Great Expectations are imported here only when there is something to do.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from models.civil_numbers import without_civil_numbers
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.fingerprint import unchanged_since
from pipelines.operations.mending import mend
from pipelines.operations.refreshing import Refreshing, begun
from pipelines.private_files import private_files

LOG = logging.getLogger("noegletal.refresh")
# Dagster's own lines are kept in its storage; the terminal shows ours.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
# Whoever typed the command is told of its end and tries again, or does not.
_TAGS = {"noegletal/told_by": "command", "dagster/max_retries": "0"}


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
    run_id = str(uuid4())
    with private_files():
        with writer_lock(home, f"noegletal refresh, run {run_id}"):
            LOG.debug("Looking for what is new")
            mend(home)
            refreshing = begun(home, run_id, as_of)
            last = None if accept_shrink else unchanged_since(home, refreshing.inputs)
            if last is not None:
                return RefreshOutcome(is_new=False, failures=(), warnings=last.warnings)
            outcome = _run(refreshing, as_of, accept_shrink)
        _tell(home, run_id)
    return outcome


def _run(refreshing: Refreshing, as_of: date | None, accept_shrink: str | None) -> RefreshOutcome:
    LOG.debug("Starting Dagster")
    home, run_id = refreshing.home, refreshing.run_id
    with dagster_instance(home) as instance:
        from pipelines.definitions import build_definitions
        from pipelines.operations.jobs import REFRESH
        from pipelines.operations.operated_home import OperatedHome
        from pipelines.operations.outcome import outcome_of

        refreshing.begin()  # the run goes on with it
        resource = OperatedHome(
            path=str(home.path),
            as_of=as_of.isoformat() if as_of else "",
            accept_shrink=accept_shrink or "",
        )
        build_definitions(home).resolve_job_def(REFRESH).execute_in_process(
            instance=instance,
            resources={"home": resource},
            run_config=_QUIET,
            run_id=run_id,
            tags=_TAGS,
            raise_on_error=False,
        )
        outcome = outcome_of(instance, run_id)
        return RefreshOutcome(is_new=True, failures=outcome.failures, warnings=outcome.warnings)


def _tell(home: Home, run_id: str) -> None:
    """Tell those who want to know how the run went; the home is free meanwhile."""
    with dagster_instance(home) as instance:
        from pipelines.operations.night import report_of
        from pipelines.operations.telling import tell

        tell(instance, home, report_of(instance, home, run_id))
