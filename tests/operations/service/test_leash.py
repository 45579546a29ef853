"""What is leashed ends with its starter, however that one ends, and so does all it has started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from pipelines.operations.service.leash import leashed
from tests.web.served import PATIENCE_SECONDS

# A command that has a child of its own and tells both ids.
COMMAND = """
import os, pathlib, signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
written = pathlib.Path(sys.argv[1])
written.with_suffix(".part").write_text(f"{os.getpid()} {child.pid}")
written.with_suffix(".part").rename(written)
time.sleep(1000)
"""
STUBBORN = COMMAND.replace("child =", "signal.signal(signal.SIGTERM, signal.SIG_IGN); child =")
STARTER = """
import pathlib, sys, time
from pipelines.operations.service.leash import leashed
with leashed([sys.executable, "-c", sys.argv[1], sys.argv[2]], pathlib.Path("/tmp")):
    time.sleep(1000)
"""


def _ids(written: Path) -> list[int]:
    deadline = monotonic() + PATIENCE_SECONDS
    while not written.exists() and monotonic() < deadline:
        sleep(0.05)
    return [int(word) for word in written.read_text().split()]


def living(process: int) -> bool:
    """Whether the process runs; one that only waits to be counted by its parent does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def left(processes: list[int]) -> list[int]:
    """Those that do not end however long one waits."""
    deadline = monotonic() + PATIENCE_SECONDS
    while any(map(living, processes)) and monotonic() < deadline:
        sleep(0.05)
    return [process for process in processes if living(process)]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_ends_when_the_starter_is_killed(number: signal.Signals, tmp_path: Path) -> None:
    starter = subprocess.Popen([sys.executable, "-c", STARTER, COMMAND, tmp_path / "ids"])
    processes = _ids(tmp_path / "ids")
    assert all(map(living, processes))

    starter.send_signal(number)
    starter.wait()

    assert left(processes) == []


@pytest.mark.parametrize("command", [COMMAND, STUBBORN], ids=["willing", "ignores SIGTERM"])
def test_ends_when_it_is_let_go(command: str, tmp_path: Path) -> None:
    with leashed([sys.executable, "-c", command, str(tmp_path / "ids")], tmp_path):
        processes = _ids(tmp_path / "ids")
        assert all(map(living, processes))

    assert left(processes) == []


def test_its_children_end_when_it_ends_by_itself(tmp_path: Path) -> None:
    with leashed([sys.executable, "-c", COMMAND, str(tmp_path / "ids")], tmp_path) as keeper:
        command, child = _ids(tmp_path / "ids")
        os.kill(command, signal.SIGKILL)
        keeper.wait(PATIENCE_SECONDS)

    assert left([child]) == []


def test_its_talk_does_not_mix_with_the_data(tmp_path: Path) -> None:
    starter = STARTER.replace("time.sleep(1000)", "keeper.wait()").replace(")):", ")) as keeper:")
    command = [sys.executable, "-c", starter, "print('talk')", ""]

    ran = subprocess.run(command, capture_output=True, text=True, check=True)

    assert (ran.stdout, ran.stderr) == ("", "talk\n")
