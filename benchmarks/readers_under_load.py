"""Queries a second and their latency while the demonstration is refreshed, released, led back.

``python -m benchmarks.readers_under_load`` makes a demonstration home in a temporary folder, lets
eight processes read its current release without pause, writes meanwhile in processes of its own,
and prints what the readers met. Nothing but zeros may stand under failed and torn.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.release_reader import Session
from benchmarks.release_readers import Readers, reading
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.publication.listing import numbered_releases

_COMMAND = Path(sys.executable).with_name("noegletal")
_POLICIES = ("dst3", "opensafely8r5", "dfe6", "none")
_KINDS = ("parquet", "database", "csv")


@dataclass(frozen=True)
class Write:
    """A command that ran beside the readers; ``seconds`` by the clock."""

    name: str
    seconds: float
    is_waiting: bool  # it told that it waits for readers


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.readers_under_load", description=__doc__
    )
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--policies", nargs="*", default=_POLICIES, help="a release under each")
    parser.add_argument("--home", type=Path, help="a home that may be changed, else a new demo")
    wanted = parser.parse_args(arguments)
    _say(machine(("duckdb", "pyarrow")))
    with tempfile.TemporaryDirectory(prefix="noegletal-benchmark-") as folder:
        home = Home(wanted.home or Path(folder, "home"))
        if wanted.home is None:
            _run(home, "demo")
        alone = [_lock_seconds(home) for _ in range(20)]
        started = time.perf_counter()
        with reading(home.marts, Path(folder), wanted.readers) as readers:
            writes, locked = _write(home, wanted.policies)
        seconds = time.perf_counter() - started
        releases = numbered_releases(home).numbers()
        _tell(readers, writes, seconds, len(releases))
        _say(
            f"\nTaking the writer's lock: {max(alone) * 1000:.1f} ms at most without readers, "
            f"{max(locked) * 1000:.1f} ms beside them."
        )
    sys.exit(1 if readers.problems() else 0)


def _write(home: Home, policies: Sequence[str]) -> tuple[list[Write], list[float]]:
    """A refresh of what has arrived, then releases, and each time back to the first and forth."""
    delivery = next((home.raw / "underretninger").glob("*"))
    os.utime(delivery)
    home.dbt_target.joinpath("manifest.json").touch()
    home.warehouse.touch()  # so that there is something to do
    writes, locked = [_run(home, "refresh")], []
    for policy in policies:
        writes.append(_run(home, "release", "--disclosure", policy))
        newest = str(numbered_releases(home).numbers()[-1])
        writes += [_run(home, "rollback", "1"), _run(home, "rollback", newest)]
        locked += [_lock_seconds(home) for _ in range(5)]
    return writes, locked


def _run(home: Home, *arguments: str) -> Write:
    started = time.perf_counter()
    done = subprocess.run(
        [_COMMAND, *arguments, "--home", home.path], check=True, capture_output=True, text=True
    )
    return Write(arguments[0], time.perf_counter() - started, "Waiting for" in done.stderr)


def _lock_seconds(home: Home) -> float:
    started = time.perf_counter()
    with writer_lock(home, "benchmark"):
        return time.perf_counter() - started


def _tell(readers: Readers, writes: Sequence[Write], seconds: float, releases: int) -> None:
    sessions = [session for each in readers.sessions() for session in each]
    _say("| Read by | Queries | Queries/s | p50 ms | p99 ms | Longest ms |")
    _say("|---|--:|--:|--:|--:|--:|")
    for kind in _KINDS:
        times = [time for session in sessions for time in session.seconds.get(kind, [])]
        cuts = [cut * 1000 for cut in statistics.quantiles(times, n=100)]
        _say(
            f"| {kind} | {len(times):,} | {len(times) / seconds:,.0f} | {cuts[49]:.1f} "
            f"| {cuts[98]:.1f} | {max(times) * 1000:,.0f} |"
        )
    _say("\n| Written beside them | Times | Median s | Waited for readers |")
    _say("|---|--:|--:|--:|")
    for name in dict.fromkeys(write.name for write in writes):
        own = [write for write in writes if write.name == name]
        median = statistics.median(write.seconds for write in own)
        _say(f"| {name} | {len(own)} | {median:.1f} | {sum(each.is_waiting for each in own)} |")
    torn, failed = _wrong(sessions)
    _say(
        f"\n{len(sessions):,} connections of {len(readers.logs)} readers in {seconds:.0f} s, "
        f"{releases} releases; failed queries {failed}, answers of another release {torn}."
    )


def _wrong(sessions: Sequence[Session]) -> tuple[int, int]:
    """Answers that belong to another release, and queries that failed."""
    problems = [problem for session in sessions for problem in session.problems]
    torn = sum(", not " in problem for problem in problems)
    return torn, len(problems) - torn


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
