"""Whether a tool would tell its makers about our runs.

Great Expectations has no file for it: ``expectations/validate.py`` turns it off in its process.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pipelines.home import DBT_PROJECT, Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed

# dbt itself takes only this as a no; the flag's default is yes.
_NO = False


def _look(home: Home) -> Finding:
    return telling(home.dagster / "dagster.yaml", DBT_PROJECT / "dbt_project.yml")


def telling(dagster: Path, dbt: Path) -> Finding:
    """Which of the two settings files lets its tool send."""
    found: list[str] = []
    # Without a file there is no run of Dagster yet; ours write it first.
    if dagster.exists() and _value(dagster, "telemetry", "enabled") is not _NO:
        found.append(f"{dagster} (telemetry: {{enabled: false}})")
    if _value(dbt, "flags", "send_anonymous_usage_stats") is not _NO:
        found.append(f"{dbt} (flags: send_anonymous_usage_stats: false)")
    if found:
        return failed("it is on", f"Write it off in {' and in '.join(found)}.")
    return passed()


def _value(path: Path, *keys: str) -> Any:
    value: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


CHECK = Check("telemetry", "No tool tells its makers about our runs", _look)
