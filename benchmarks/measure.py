"""One measurement in a process of its own: ``python -m benchmarks.measure READER SOURCE FILE``.

Prints what it took as JSON. Importing is not counted: it happens once a night, not once a row.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.readers import READERS


@dataclass(frozen=True)
class Measured:
    """What one reader took for one file: seconds of clock and of processor, peak memory in MiB."""

    rows: int
    seconds: float
    processor_seconds: float
    peak_mib: float


def measure(reader: str, source: str, path: Path) -> Measured:
    """Run a reader once."""
    read = READERS["".join(path.suffixes)][reader]
    began, processor = time.perf_counter(), time.process_time()
    rows = read(path, source)
    return Measured(
        rows=rows,
        seconds=time.perf_counter() - began,
        processor_seconds=time.process_time() - processor,
        peak_mib=_peak_mib(),
    )


def _peak_mib() -> float:
    """The most memory that this process has had resident, its program and libraries included."""
    status = Path("/proc/self/status")
    if status.exists():  # the other number is inherited from the process that started this one
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    name, source, file = sys.argv[1:]
    sys.stdout.write(json.dumps(asdict(measure(name, source, Path(file)))))
