"""Several processes that log at once: every entry is there, in one chain."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipelines.access_log import entries, verify
from pipelines.home import Home

PROCESSES, EACH = 4, 5
_LOGGING = f"""
import sys
from pathlib import Path
from pipelines.access_log import Access, record
from pipelines.home import Home
for number in range({EACH}):
    record(Home(Path(sys.argv[1])), Access("noegletal diff", "Looking", {{"raw.fravaer": number}}))
"""


def test_nothing_is_lost(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _LOGGING, tmp_path]) for _ in range(PROCESSES)
    ]
    assert [process.wait() for process in running] == [0] * PROCESSES
    home = Home(tmp_path)
    assert verify(home) == []
    by_process: dict[int, list[int]] = {}
    for entry in entries(home):
        by_process.setdefault(entry.process, []).append(entry.tables["raw.fravaer"])
    assert list(by_process.values()) == [list(range(EACH))] * PROCESSES
