"""The report of a command that is no run of Dagster: a release made at the terminal."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from models.column import Label
from pipelines.home import Home
from pipelines.mistakes import place_of
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.night import RunReport
from pipelines.operations.numbers import Number
from pipelines.operations.our_words import fit_to_tell
from pipelines.operations.readers_release import readers_release
from pipelines.operations.telling import tell
from pipelines.publication.release import ReleaseOutcome

LOG = logging.getLogger("noegletal.telling")
_JOB = "release"


def tell_of_release(home: Home, began_at: datetime, made: ReleaseOutcome | str) -> None:
    """Tell of a release, or why there is none; never raises."""
    report = release_report(home, began_at, made)
    try:
        with dagster_instance(home) as instance:
            tell(instance, home, report)
    except Exception as mistake:  # its storage cannot be opened: all else is told all the same
        LOG.error("The web interface is not told. %s", place_of(mistake))
        tell(None, home, report)


def release_report(home: Home, began_at: datetime, made: ReleaseOutcome | str) -> RunReport:
    """What is told of it; ``made`` is a sentence of ours when nothing was released."""
    ended_at = datetime.now(UTC)
    numbers: dict[str, Number] = {"seconds": round((ended_at - began_at).total_seconds(), 1)}
    is_made = not isinstance(made, str)
    if not isinstance(made, str):
        numbers |= {
            "release": made.number,
            "counts": made.count,
            "hidden_counts": made.hidden_count,
        }
    failures = () if is_made else (_refused(str(made)),)
    return RunReport(
        run_id=f"command-{began_at:%Y%m%dT%H%M%S%f}",
        job=_JOB,
        began_at=began_at,
        ended_at=ended_at,
        outcome="succeeded" if is_made else "failed",
        failures=failures,
        numbers=numbers,
        release=readers_release(home),
        is_command=True,
    )


def _refused(sentence: str) -> Label:
    said = fit_to_tell(sentence)
    return Label(da=f"Der er ikke udgivet noget: {said}", en=said)
