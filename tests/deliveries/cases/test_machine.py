"""Disk full, process killed, warehouse corrupt: what was known stays, and nothing is half there."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.deliveries.warehouse import WarehouseUnreadableError
from tests.deliveries.cases.layouts import CASELOADS, PRICES
from tests.deliveries.folder import Folder

ROOT = Path(__file__).parents[3]
LEDGER = "select * from raw.deliveries"
LOADED = "select file_name from raw.deliveries where outcome = 'loaded' order by file_name"
YEARS = "select aar from raw.pl_indeks order by aar"
FIRST, SECOND = "pl_indeks/2018-01-31_a.csv", "pl_indeks/2018-05-31_b.csv"

_LOAD = """
import os, resource, signal, sys
from pathlib import Path
from pipelines.deliveries import load_deliveries
from pipelines.home import Home
{before}
load_deliveries(Home(Path(sys.argv[1])), None, {progress})
"""
# No file may grow beyond 100 kB, which is what a full disk looks like to those who write.
_NO_ROOM = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
"""


def load_in_a_process(folder: Folder, before: str = "", progress: str = "print") -> int:
    """Exit code of a process of its own that loads the home's deliveries."""
    code = _LOAD.format(before=before, progress=progress)
    command = [sys.executable, "-c", code, str(folder.home.path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


def two_files(folder: Folder, rows: int) -> None:
    folder.put(FIRST, PRICES.lines())
    folder.put(SECOND, PRICES.lines(*(f"{year};{year}" for year in range(1000, 1000 + rows))))


def test_killed_after_the_first_file(folder: Folder) -> None:
    """The first file is there to stay, the second comes with the next run."""
    two_files(folder, 3)
    kill = "lambda _: os.kill(os.getpid(), signal.SIGKILL)"
    assert load_in_a_process(folder, progress=kill) == -signal.SIGKILL
    assert [outcome.outcome for outcome in folder.load()] == ["unchanged", "loaded"]
    assert folder.rows(LOADED) == [("2018-01-31_a.csv",), ("2018-05-31_b.csv",)]
    assert folder.rows("select count(*) from raw.pl_indeks") == [(1 + 4,)]


def test_disk_full(folder: Folder) -> None:
    """A file that the disk has no room for is not there at all; the one before it is untouched."""
    folder.put(FIRST, PRICES.lines())
    folder.load()
    before = folder.rows(LEDGER)
    rows = [
        CASELOADS.line({"raadgiver": f"b{n}", "bemaerkning": f"x{n:x}" * 9}) for n in range(9999)
    ]
    folder.put("sagstal/2018-05-31_b.csv", CASELOADS.lines(*rows))
    assert load_in_a_process(folder, before=_NO_ROOM) == 1
    assert folder.rows(LEDGER) == before
    assert folder.rows("select count(*) from raw.sagstal") == [(0,)]
    assert [outcome.outcome for outcome in folder.load()] == ["unchanged", "loaded"]
    assert folder.rows("select count(*) from raw.sagstal") == [(10_000,)]


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000, bytes(20_000)])
def test_corrupt_warehouse(folder: Folder, content: bytes) -> None:
    """The message says what to do, and doing it makes everything again from the deliveries."""
    two_files(folder, 3)
    folder.load()
    before = folder.rows(YEARS)
    folder.home.warehouse.write_bytes(content)
    with pytest.raises(WarehouseUnreadableError, match="move it away and refresh"):
        folder.load()
    folder.home.warehouse.unlink()
    assert [outcome.outcome for outcome in folder.load()] == ["loaded", "loaded"]
    assert folder.rows(YEARS) == before
