"""A run in a process of its own that stays in one step until it is killed: started by tests.

``python -m tests.operations.runs.working <home> <job> <step> <minutes to wait for the lock>``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pipelines.confinement import confine_process
from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from tests.operations.runs.small import carried_out, small_definitions


def main(home: Home, job: str, stay_in: str, wait_minutes: float) -> None:
    """Say which step has begun, and stay in one of them."""

    def work(step: str) -> None:
        sys.stdout.write(f"{step}\n")
        sys.stdout.flush()
        if step == stay_in:
            time.sleep(600)

    confine_process()
    with dagster_instance(home) as instance:
        carried_out(instance, home, job, small_definitions(work), wait_minutes=wait_minutes)


if __name__ == "__main__":
    main(Home(Path(sys.argv[1])), sys.argv[2], sys.argv[3], float(sys.argv[4]))
