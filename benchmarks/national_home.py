"""What a whole national home takes: ``python -m benchmarks.national_home HOME``.

Writes invented deliveries of 98 municipalities into HOME (the same each time), refreshes it,
refreshes it again when nothing is new and when three municipalities have delivered anew, and makes
a release; each in a process of its own. Prints a Markdown table. HOME stays for a look.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.machine import machine, peak_mib
from benchmarks.staged import Stage
from pipelines.demonstration.national.country import UNTIL, Country, all_kommuner
from pipelines.demonstration.national.files import write_national
from pipelines.home import Home

_SOURCES = ("anbringelser", "foranstaltninger")
_DELIVERING_ANEW = 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national_home", description=__doc__)
    parser.add_argument("home", type=Path, help="a folder to make; nothing else may be in it")
    parser.add_argument("--region", help="only its municipalities, as 081")
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the spells")
    parser.add_argument("--disclosure", default="trivsel5", metavar="POLICY")
    parser.add_argument("--without-release", action="store_true")
    wanted = parser.parse_args(arguments)
    home = Home(wanted.home.resolve())
    _say(machine(("duckdb", "dbt-core", "great-expectations", "pyarrow", "highspy")))
    _say("| Step | Stage | Seconds | CPU s | Peak MiB | Written MB |\n|---|---|--:|--:|--:|--:|")
    kommuner = all_kommuner(wanted.region)
    if not home.raw.exists():
        _write(home, Country(kommuner, wanted.until, wanted.scale))
    _measure("first refresh", "refresh", home)
    _measure("refresh, nothing new", "refresh", home)
    spells = sum(_deliver_again(home, kommune) for kommune in kommuner[:_DELIVERING_ANEW])
    _measure(f"refresh, {_DELIVERING_ANEW} municipalities, {spells:,} spells", "refresh", home)
    if not wanted.without_release:
        _measure(f"release ({wanted.disclosure})", "release", home, wanted.disclosure)


def _write(home: Home, country: Country) -> None:
    began, processor = time.perf_counter(), time.process_time()
    rows = write_national(home, country)
    took = (time.perf_counter() - began, time.process_time() - processor, peak_mib())
    size = sum(path.stat().st_size for path in home.raw.rglob("*") if path.is_file()) / 1e6
    _row(Stage(f"{sum(rows.values()):,} rows in all", *took, size), "deliveries written")


def _deliver_again(home: Home, kommune: str) -> int:
    """Its registers of help on the day after the newest delivery, each without its last row."""
    count = 0
    for source in _SOURCES:
        newest = max((home.raw / source).glob("*_landet.parquet"))
        rows = pq.read_table(newest, filters=[("kommune", "=", kommune)])
        day = date.fromisoformat(newest.name[:10]) + timedelta(days=1)
        path = newest.with_name(f"{day.isoformat()}_{kommune}.parquet")
        pq.write_table(rows.slice(0, rows.num_rows - 1), path, compression="zstd")
        count += rows.num_rows - 1
    return count


def _measure(step: str, kind: str, home: Home, *more: str) -> None:
    """A row for each stage, and what the machine took for the process, imports included."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.staged", kind, str(home.path), *more]
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode:
        sys.exit(f"{step} did not go well:\n{ran.stderr.decode()}")
    stages = [Stage(**stage) for stage in json.loads(ran.stdout)]
    for stage in stages:
        _row(stage, step)
    _say(f"| {step} | by the clock, with the start of Python | {time.perf_counter() - began:.1f} |")


def _row(stage: Stage, step: str) -> None:
    _say(
        f"| {step} | {stage.name} | {stage.seconds:.1f} | {stage.processor_seconds:.1f} "
        f"| {stage.peak_mib:,.0f} | {stage.written_mb:,.0f} |"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
