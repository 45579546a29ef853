"""What dbt must be told of a home: where the warehouse, its target and its logs are."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.home import DBT_PROJECT, Home


@contextmanager
def dbt_environment(home: Home, is_demo: bool = False) -> Iterator[None]:
    """Environment variables that the dbt project reads, put back afterwards.

    ``is_demo`` makes a published cell that is not met an error instead of a warning.
    """
    wanted = {
        "NOEGLETAL_WAREHOUSE": str(home.warehouse),
        "NOEGLETAL_IS_DEMO": str(is_demo).lower(),
        "DBT_TARGET_PATH": str(home.dbt_target),
        "DBT_LOG_PATH": str(home.dbt_logs),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_DEBUG": "false",  # it would write its log after all
    }
    before = {name: os.environ.get(name) for name in wanted}
    command_line = sys.argv
    os.environ.update(wanted)
    # dbt writes the command line into its results and its log, whatever was typed there.
    sys.argv = ["noegletal"]
    try:
        yield
    finally:
        sys.argv = command_line
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def dbt_arguments(*command: str, project: Path | None = None) -> list[str]:
    """A dbt command on the project, silent on standard output, which is kept for data.

    ``project`` is the folder of another one than ours.
    """
    folder = str(project or DBT_PROJECT)
    # Its log would quote values that a model stumbles over; what can be said is in the results.
    logging = ["--log-level", "none", "--log-level-file", "none"]
    return [*command, "--project-dir", folder, "--profiles-dir", folder, *logging]
