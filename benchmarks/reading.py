"""Rows a second, processor time and memory of reading deliveries, beside other readers.

``python -m benchmarks.reading`` writes its files to a temporary folder, measures each reader on
each of them in a process of its own, and prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.files import DELIVERED_ON
from benchmarks.machine import machine

_PROJECT = Path(__file__).resolve().parents[1]
_LIBRARIES = ("duckdb", "pyarrow", "numpy", "openpyxl", "python-calamine")
_LONG_AGO = 1_546_214_400  # a file of this very second would wait to see whether it grows


@dataclass(frozen=True)
class Case:
    """One file: source, ending, number of rows, and the goal of the issue where there is one."""

    source: str
    ending: str
    rows: int
    goal: str = ""
    readers: tuple[str, ...] = ()


CASES = (
    Case("anbringelser", ".csv", 1_000_000, "250,000 rows/s"),
    Case("anbringelser", ".csv.gz", 1_000_000),
    Case("anbringelser", ".parquet", 1_000_000),
    Case("anbringelser", ".xlsx", 100_000),
    Case("trivsel", ".csv", 200_000, "60,000 rows/s"),
    Case("trivsel", ".csv.gz", 200_000),
    Case("trivsel", ".parquet", 200_000),
    Case("trivsel", ".xlsx", 30_000),
    Case("anbringelser", ".csv", 5_000_000, "under 1,536 MiB"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the rows to measure")
    parser.add_argument("--only", default="", help="cases whose name (anbringelser.csv) holds this")
    parser.add_argument("--reader", default="", help="readers whose name begins with this")
    parser.add_argument("--repeat", type=int, default=1, help="take the fastest of so many runs")
    wanted = parser.parse_args(arguments)
    _say(machine(_LIBRARIES))
    _say("| File | Rows | MB | Reader | Rows/s | Seconds | CPU s | Peak MiB | Goal |")
    _say("|---|--:|--:|---|--:|--:|--:|--:|---|")
    for case in CASES:
        if wanted.only in case.source + case.ending:
            _measure_case(case, max(1, int(case.rows * wanted.scale)), wanted)


def _measure_case(case: Case, rows: int, wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="noegletal-benchmark-") as folder:
        home = Path(folder)
        path = home / "raw" / case.source / f"{DELIVERED_ON}_file{case.ending}"
        _run("write", str(path), case.source, str(rows))
        os.utime(path, (_LONG_AGO, _LONG_AGO))
        size = path.stat().st_size / 1_000_000
        for reader in json.loads(_run("readers", case.ending)):
            if not reader.startswith(wanted.reader):
                continue
            runs = []
            for _ in range(wanted.repeat):
                runs.append(json.loads(_run("measure", reader, case.source, str(path))))
                _clean(home)
            best = min(runs, key=lambda run: float(run["seconds"]))
            goal = case.goal if reader == "noegletal" else ""
            _say(
                f"| {case.source}{case.ending} | {rows:,} | {size:,.1f} | {reader} "
                f"| {best['rows'] / best['seconds']:,.0f} | {best['seconds']:.2f} "
                f"| {best['processor_seconds']:.2f} | {best['peak_mib']:,.0f} | {goal} |"
            )


def _clean(home: Path) -> None:
    """Leave nothing of a run but the delivery, so that the next one begins from nothing."""
    for entry in home.iterdir():
        if entry.name == "raw":
            continue
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


_STEPS = {
    "write": "from benchmarks.files import write; from pathlib import Path; import sys; "
    "write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))",
    "readers": "from benchmarks.readers import READERS; import json, sys; "
    "print(json.dumps(list(READERS[sys.argv[1]])))",
}


def _run(step: str, *arguments: str) -> str:
    """A step in a process of its own, so that no step has the memory of another."""
    command = ["-c", _STEPS[step]] if step in _STEPS else ["-m", f"benchmarks.{step}"]
    done = subprocess.run(
        [sys.executable, *command, *arguments],
        cwd=_PROJECT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
