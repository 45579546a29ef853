"""When the nightly schedule is due next, by the home's settings."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.home import Home
from pipelines.operations.settings import SettingsRefusedError, load_settings


def next_night(home: Home) -> datetime | None:
    """The next time in UTC; None when the settings cannot be used. Imports Dagster."""
    from dagster._utils.schedules import cron_string_iterator

    try:
        nightly = load_settings(home).nightly
    except SettingsRefusedError:
        return None
    now = datetime.now(UTC).timestamp()
    coming = next(cron_string_iterator(now, nightly.cron, nightly.time_zone))
    return coming.astimezone(UTC)
