"""Seconds and memory of disclosure control of a whole country, audit included.

``python -m benchmarks.disclosure`` invents the counts of 98 municipalities at 30 cut dates (the
same ones each time), protects them, each case in a process of its own, and prints a table.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.country import national_problem, rounded
from benchmarks.machine import machine, peak_mib
from pipelines.disclosure.protect import audit, protect


@dataclass(frozen=True)
class Case:
    """A threshold, a base of rounding (0: none), and how many children there are of Denmark's."""

    name: str
    threshold: int = 5
    base: int = 0
    children: float = 1.0
    goal: str = ""


@dataclass(frozen=True)
class Measured:
    """Numbers of counts and seconds; ``again``: processor time of the audit by itself."""

    size: int
    small: int
    hidden: int
    is_green: bool
    solves: int
    seconds: float
    processor_seconds: float
    again: float
    peak_mib: float


CASES = (
    Case("threshold 5", goal="180 s"),
    Case("threshold 8, rounded to 5", threshold=8, base=5),
    Case("threshold 5, a quarter of the children", children=0.25),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.disclosure", description=__doc__)
    parser.add_argument("--municipalities", type=int, default=98)
    parser.add_argument("--dates", type=int, default=30)
    wanted = parser.parse_args(arguments)
    _say(machine(("highspy", "numpy")))
    _say(
        "| Case | Counts | Small | Hidden | Green | Solves | Seconds | CPU s | Audit | MiB | Goal |"
    )
    _say("|---|--:|--:|--:|---|--:|--:|--:|--:|--:|---|")
    for case in CASES:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            run = process.submit(measure, case, wanted.municipalities, wanted.dates).result()
        _say(
            f"| {case.name} | {run.size:,} | {run.small:,} | {run.hidden:,} "
            f"| {'yes' if run.is_green else 'no'} | {run.solves:,} | {run.seconds:.1f} "
            f"| {run.processor_seconds:.1f} | {run.again:.1f} | {run.peak_mib:,.0f} | {case.goal} |"
        )


def measure(case: Case, municipalities: int, dates: int) -> Measured:
    """Protect an invented country once."""
    problem = national_problem(municipalities, dates, case.threshold, case.children)
    if case.base:
        problem = rounded(problem, case.base)
    began, processor = time.perf_counter(), time.process_time()
    protection = protect(problem)
    seconds, processor_seconds = time.perf_counter() - began, time.process_time() - processor
    processor = time.process_time()
    again = audit(problem, protection.is_hidden)
    return Measured(
        size=problem.size,
        small=int(problem.must_hide.sum()),
        hidden=again.hidden_count,
        is_green=again.is_green and protection.audit.is_green,
        solves=again.solves,
        seconds=seconds,
        processor_seconds=processor_seconds,
        again=time.process_time() - processor,
        peak_mib=peak_mib(),
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
