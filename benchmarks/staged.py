"""One refresh or release in a process of its own: ``python -m benchmarks.staged refresh HOME``.

Prints as JSON what each stage took, by the same functions as ``noegletal refresh`` and ``release``.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from benchmarks.machine import peak_mib
from pipelines.home import Home


@dataclass(frozen=True)
class Stage:
    """Seconds of clock and processor, the most memory until its end, and what it wrote."""

    name: str
    seconds: float
    processor_seconds: float
    peak_mib: float
    written_mb: float


class Clock(logging.Handler):
    """A stage ends with the last thing that its logger says."""

    def __init__(self, stage_of: dict[str, str]) -> None:
        """``stage_of``: the stage's name by its logger's, or ``*`` for each message its own."""
        super().__init__(logging.INFO)
        self.stage_of = stage_of
        self.ends = [("start", _now())]

    def emit(self, record: logging.LogRecord) -> None:
        """Note the time; what other loggers say belongs to the stage that goes on."""
        name = self.stage_of.get(record.name)
        if name is not None:
            self._end(record.getMessage() if name == "*" else name)

    def stages(self) -> list[Stage]:
        """All until now, and at last the whole."""
        self._end("the rest")
        found, before = [], self.ends[0][1]
        for name, now in self.ends[1:]:
            found.append(_between(name, before, now))
            before = now
        return [*found, _between("in all", self.ends[0][1], before)]

    def _end(self, name: str) -> None:
        if self.ends[-1][0] == name:
            self.ends.pop()
        self.ends.append((name, _now()))


def _now() -> tuple[float, float, float, float]:
    return perf_counter(), process_time(), peak_mib(), getrusage(RUSAGE_SELF).ru_oublock * 512 / 1e6


def _between(name: str, before: tuple[float, ...], now: tuple[float, ...]) -> Stage:
    return Stage(name, now[0] - before[0], now[1] - before[1], now[2], now[3] - before[3])


_REFRESH = {
    "noegletal.deliveries": "deliveries",
    "noegletal.expectations": "expectations",
    "noegletal.dbt": "dbt",
    "noegletal.publication": "set of marts",
}


def main(kind: str, home: Home, policy: str = "trivsel5") -> None:
    """Do it once; ``SystemExit`` when it does not go well."""
    clock = Clock(_REFRESH if kind == "refresh" else {"noegletal.release": "*"})
    logging.basicConfig(level=logging.INFO, handlers=[clock])
    if kind == "refresh":
        from pipelines.refresh import refresh

        failures = refresh(home).failures
    else:
        from pipelines.publication.release import make_release

        make_release(home, policy)
        failures = ()
    if failures:
        sys.exit("\n".join(failures))
    sys.stdout.write(json.dumps([asdict(stage) for stage in clock.stages()]))


if __name__ == "__main__":
    main(sys.argv[1], Home(Path(sys.argv[2])), *sys.argv[3:])
