"""How long a night of the demonstration takes: ``python -m benchmarks.nights``.

Each step is a process of its own, imports included, as the daemon and the command start it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.machine import machine

_LIBRARIES = ("dagster", "dbt-core", "dbt-duckdb", "duckdb")
_LOAD = (
    "from pipelines.definitions import build_definitions; from pipelines.home import Home; "
    "build_definitions(Home.resolve()).get_repository_def().load_all_definitions()"
)
_THROUGH_DAGSTER = ("-m", "dagster", "job", "execute", "-m", "pipelines.definitions", "-j")
_COMMAND = ("-c", "from pipelines.cli import main; main()")


@dataclass(frozen=True)
class Step:
    """``arguments`` are Python's; ``goal`` is in seconds."""

    name: str
    arguments: tuple[str, ...]
    goal: float | None = None


def steps(home: Path) -> list[Step]:
    """A night in the order in which it comes, each step warmed by the one before it."""
    here = ("--home", str(home))
    return [
        Step("definitions load, dbt parses anew", ("-c", _LOAD)),
        Step("definitions load", ("-c", _LOAD), goal=5),
        Step("demonstration: written, refreshed, released", (*_COMMAND, "demo", *here)),
        Step("refresh through Dagster, nothing new", (*_THROUGH_DAGSTER, "refresh"), goal=20),
        Step("the night through Dagster, nothing new", (*_THROUGH_DAGSTER, "nightly")),
        Step("refresh by the command, nothing new", (*_COMMAND, "refresh", *here)),
    ]


def measured(home: Path) -> Iterator[str]:
    """A row of the table for each step; ``SystemExit`` when one does not go well."""
    environment = os.environ | {"NOEGLETAL_HOME": str(home), "DAGSTER_HOME": str(home / ".dagster")}
    for step in steps(home):
        began, before = time.perf_counter(), _processor_seconds()
        ran = subprocess.run(
            [sys.executable, *step.arguments], env=environment, capture_output=True, check=False
        )
        if ran.returncode:
            raise SystemExit(f"{step.name} did not go well:\n{ran.stderr.decode()}")
        seconds = time.perf_counter() - began
        goal = "" if step.goal is None else f"{step.goal:.0f} s"
        yield f"| {step.name} | {seconds:.1f} | {_processor_seconds() - before:.1f} | {goal} |"


def _processor_seconds() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the table."""
    sys.stdout.write(
        f"{machine(_LIBRARIES)}\n| Step | Seconds | CPU s | Goal |\n|---|--:|--:|--:|\n"
    )
    with tempfile.TemporaryDirectory(prefix="noegletal-benchmark-") as folder:
        for row in measured(Path(folder) / "home"):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
