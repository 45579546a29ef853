"""Dagster's own place within a home: ``dagster.yaml``, and runs and events, or the way to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml

from pipelines.durable import write_in_place
from pipelines.home import Home
from pipelines.operations.settings import Settings, load_settings
from pipelines.operations.storage.postgresql import storage_of, unreachable

if TYPE_CHECKING:
    from dagster import DagsterInstance

_HEADER = "# Written by noegletal; changes are overwritten. What may be chosen: operations.yml.\n"

# Ticks that found nothing to do are one every few seconds, and tell nobody anything.
_KEEP_SKIPPED_DAYS = 2

ALWAYS: dict[str, Any] = {
    # Nothing is sent anywhere.
    "telemetry": {"enabled": False},
    "nux": {"enabled": False},
    # One run at a time writes; what else is asked for waits in the queue.
    "concurrency": {
        "runs": {"max_concurrent_runs": 1},
        "pools": {"default_limit": 1, "granularity": "run"},
    },
    # A run that is launched and never begins, or is asked to end and does not. Whether a begun run
    # still lives, the default launcher cannot say: operations.dead_runs looks at the home's lock.
    "run_monitoring": {
        "enabled": True,
        "start_timeout_seconds": 300,
        "cancel_timeout_seconds": 120,
        "poll_interval_seconds": 30,
    },
    # A run that died begins anew, twice at the most; one that failed would only fail again.
    "run_retries": {
        "enabled": True,
        "max_retries": 2,
        "retry_on_asset_or_op_failure": False,
    },
    # A mail server that does not answer must not keep the other sensors from looking.
    "sensors": {"use_threads": True, "num_workers": 4},
    "schedules": {"use_threads": True, "num_workers": 2},
    # Parsing the dbt project anew takes its time on a busy machine.
    "code_servers": {"local_startup_timeout": 180, "reload_timeout": 180},
    # Our own lines join Dagster's event log.
    "python_logs": {"managed_python_loggers": ["noegletal"], "python_log_level": "INFO"},
}


def dagster_yaml(home: Home, settings: Settings) -> str:
    """What Dagster is told; ``SettingsRefusedError`` when the settings cannot be followed."""
    keep = settings.storage.keep_days
    said = ALWAYS | {
        "retention": {
            "schedule": {"purge_after_days": keep},
            "sensor": {
                "purge_after_days": {
                    "skipped": min(keep, _KEEP_SKIPPED_DAYS),
                    "success": keep,
                    "failure": keep,
                    "started": keep,
                }
            },
        }
    }
    if settings.storage.postgresql:
        said["storage"] = storage_of(home, settings.storage.postgresql)
    else:
        said["event_log_storage"] = {
            "module": "pipelines.operations.event_log",
            "class": "EventLog",
            "config": {"base_dir": str(home.dagster / "history" / "runs")},  # as Dagster's own
        }
    return _HEADER + yaml.safe_dump(said, sort_keys=False, allow_unicode=True)


def prepare_dagster_home(home: Home) -> Settings:
    """Write ``dagster.yaml`` and point Dagster, in this process and its children, at it."""
    settings = load_settings(home)
    said = dagster_yaml(home, settings)
    home.dagster.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home.dagster / "dagster.yaml"
    if not path.exists() or path.read_text("utf-8") != said:
        write_in_place(path, said)
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["NOEGLETAL_HOME"] = str(home.path)
    return settings


@contextmanager
def dagster_instance(home: Home) -> Iterator[DagsterInstance]:
    """The instance whose runs ``noegletal ui`` shows; ``StorageUnreachableError``."""
    from dagster import DagsterInstance

    postgresql = prepare_dagster_home(home).storage.postgresql
    try:
        instance = DagsterInstance.get()
    except Exception:
        if postgresql is None:
            raise
        raise unreachable(postgresql) from None
    with instance:
        yield instance
