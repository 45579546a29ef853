"""One measurement in a process of its own: ``python -m benchmarks.measure READER SOURCE FILE``.

Prints what it took as JSON. Importing is not counted: it happens once a night, not once a row.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.machine import peak_mib
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
        peak_mib=peak_mib(),
    )


if __name__ == "__main__":
    name, source, file = sys.argv[1:]
    sys.stdout.write(json.dumps(asdict(measure(name, source, Path(file)))))
