"""Dagster's own storage within a home: runs and events that the web interface shows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipelines.home import Home

if TYPE_CHECKING:
    from dagster import DagsterInstance

# Nothing is sent anywhere; one run at a time writes; our own lines join Dagster's event log.
SETTINGS = """\
# Written by noegletal; changes are overwritten.
telemetry: {enabled: false}
nux: {enabled: false}
concurrency:
  pools: {default_limit: 1, granularity: run}
python_logs:
  managed_python_loggers: [noegletal]
  python_log_level: INFO
"""


def prepare_dagster_home(home: Home) -> None:
    """Write ``dagster.yaml`` and point Dagster, in this process and its children, at it."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings = home.dagster / "dagster.yaml"
    if not settings.exists() or settings.read_text("utf-8") != SETTINGS:
        settings.write_text(SETTINGS, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["NOEGLETAL_HOME"] = str(home.path)


@contextmanager
def dagster_instance(home: Home) -> Iterator[DagsterInstance]:
    """The instance whose runs ``noegletal ui`` shows."""
    from dagster import DagsterInstance

    prepare_dagster_home(home)
    with DagsterInstance.get() as instance:
        yield instance
