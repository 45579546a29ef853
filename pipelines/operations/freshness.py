"""What is late or unusual on the day of a run; that it could not be found out is a warning."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from models.column import Label
from pipelines.home import Home
from pipelines.mistakes import place_of
from pipelines.operations.settings import Settings, SettingsRefusedError, load_settings

if TYPE_CHECKING:
    from pipelines.operations.findings import Finding

LOG = logging.getLogger("noegletal.telling")


def freshness(home: Home, at: datetime) -> tuple[tuple[Finding, ...], tuple[Label, ...]]:
    """The findings of the day, as the home's time zone has it, and warnings when there are none.

    Never raises: a run is told of also when this is broken.
    """
    try:
        return _findings(home, local(home, at).date()), ()
    except Exception as mistake:
        said = place_of(mistake)
        LOG.warning("What is late could not be found out. %s", said)
        warning = Label(
            da=f"Det kunne ikke afgøres, hvad der er forsinket. {said}",
            en=f"What is late could not be found out. {said}",
        )
        return (), (warning,)


def _findings(home: Home, day: date) -> tuple[Finding, ...]:
    from pipelines.operations.findings import findings  # opens the unprotected set

    return tuple(findings(home, day))


def local(home: Home, at: datetime) -> datetime:
    """A time as the clock on the wall has it where the home is operated."""
    try:
        settings = load_settings(home)
    except SettingsRefusedError:
        settings = Settings()
    return at.astimezone(ZoneInfo(settings.nightly.time_zone))
