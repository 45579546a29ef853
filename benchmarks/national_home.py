"""Seconds and memory of a whole national home: deliveries, refresh, release.

``python -m benchmarks.national_home HOME`` writes invented deliveries of 98 municipalities over ten
years into HOME (the same each time), refreshes it, refreshes it again when one municipality has
delivered anew, and makes a release, by the same functions as ``noegletal refresh`` and ``noegletal
release``, and prints a Markdown table. HOME stays for a look.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.machine import machine, peak_mib
from pipelines.demonstration.national.country import UNTIL, Country, all_kommuner
from pipelines.demonstration.national.files import write_national
from pipelines.home import Home
from pipelines.publication.release import make_release
from pipelines.publication.unprotected import open_set
from pipelines.refresh import refresh


@dataclass(frozen=True)
class Moment:
    """Seconds of the clock and of the processors, counted from anywhere."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> Moment:
        """This one. The processors' seconds say what it took on a machine that is busy."""
        return cls(time.perf_counter(), time.process_time())

    def until(self, end: Moment) -> str:
        """Two cells of a table."""
        return f"{end.clock - self.clock:.1f} | {end.processor - self.processor:.1f}"


class Stages(logging.Handler):
    """What the program says that it is doing, and when it began to."""

    def __init__(self, first: str) -> None:
        """``first`` is what it does before it says anything."""
        super().__init__()
        self.began = [(first, Moment.now())]

    def emit(self, record: logging.LogRecord) -> None:
        """A stage ends where the next one begins; the last one only says that all is done."""
        self.began.append((record.getMessage(), Moment.now()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national_home", description=__doc__)
    parser.add_argument("home", type=Path, help="a folder to make; nothing else may be in it")
    parser.add_argument("--region", help="only its municipalities, as 081")
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the spells")
    parser.add_argument("--disclosure", default="trivsel5", metavar="POLICY")
    wanted = parser.parse_args(arguments)
    home = Home(wanted.home.resolve())
    _say(machine(("duckdb", "pyarrow", "highspy")))
    _say("| Step | Seconds | Processor s | Peak MiB | |\n|---|--:|--:|--:|---|")
    if not home.raw.exists():
        began = Moment.now()
        country = Country(all_kommuner(wanted.region), wanted.until, wanted.scale)
        rows = write_national(home, country)
        spells = rows["anbringelser"] + rows["foranstaltninger"]
        _row("deliveries written", began, f"{spells:,} spells, {sum(rows.values()):,} rows in all")
    _refresh(home)
    _refresh(home)
    _deliver_again(home, all_kommuner(wanted.region)[0])
    _refresh(home)
    _release(home, wanted.disclosure)


def _deliver_again(home: Home, kommune: str) -> None:
    """One municipality's placements on the day after the newest delivery, without the last one."""
    newest = max((home.raw / "anbringelser").glob("*.parquet"))
    rows = pq.read_table(newest, filters=[("kommune", "=", kommune)])
    day = date.fromisoformat(newest.name[:10]) + timedelta(days=1)
    path = newest.with_name(f"{day.isoformat()}_{kommune}.parquet")
    pq.write_table(rows.slice(0, rows.num_rows - 1), path, compression="zstd")
    _say(f"| a delivery of municipality {kommune} | | | | {rows.num_rows - 1:,} spells |")


def _refresh(home: Home) -> None:
    began = Moment.now()
    outcome = refresh(home)
    if outcome.failures:
        sys.exit("\n".join(outcome.failures))
    figures = open_set(home).info.row_counts["key_figures"]
    _row("refresh" if outcome.is_new else "refresh, nothing new", began, f"{figures:,} key figures")


def _release(home: Home, policy: str) -> None:
    logger = logging.getLogger("noegletal.release")
    logger.setLevel(logging.INFO)
    stages = Stages("release: looking at the set")
    logger.addHandler(stages)
    began = Moment.now()
    outcome = make_release(home, policy)
    for (stage, start), (_, end) in pairwise(stages.began):
        _say(f"| {stage} | {start.until(end)} | | |")
    size = sum(path.stat().st_size for path in outcome.path.rglob("*") if path.is_file())
    hidden = f"{outcome.hidden_count:,} of {outcome.count:,} counts hidden, {size / 1e6:.1f} MB"
    _row(f"release {outcome.number} in all ({policy})", began, hidden)


def _row(step: str, began: Moment, remark: str) -> None:
    _say(f"| {step} | {began.until(Moment.now())} | {peak_mib():,.0f} | {remark} |")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
