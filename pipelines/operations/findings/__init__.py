"""Findings of a day: what is late or vanished, and figures that moved more than they usually do."""

from datetime import date

from pipelines.home import Home
from pipelines.operations.findings.finding import Finding


def findings(home: Home, on: date) -> list[Finding]:
    """The findings of a home on one day, from its unprotected set alone."""
    del home, on
    return []


__all__ = ["Finding", "findings"]
