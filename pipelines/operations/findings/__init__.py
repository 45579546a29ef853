"""Findings of a day: what is late or vanished, and figures that moved more than they usually do.

All of it is read from the unprotected set alone, and nothing here imports Dagster.
"""

from __future__ import annotations

from datetime import date

from pipelines.home import Home
from pipelines.operations.findings.clock import day_of
from pipelines.operations.findings.facts import Facts
from pipelines.operations.findings.finding import Finding
from pipelines.publication.unprotected import NoUnprotectedSetError, open_set


def findings(home: Home, on: date) -> list[Finding]:
    """The findings of a home on one day, from its unprotected set alone.

    None before the first refresh. Of a demonstration, or a set as of an earlier day, those of the
    day on which its clock stands.
    """
    try:
        current = open_set(home)
    except NoUnprotectedSetError:
        return []
    return Facts.read(current).findings(day_of(current, on))


__all__ = ["Finding", "findings"]
