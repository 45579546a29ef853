"""One writer at a time, across processes, and a crash frees the lock."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.lock import HomeLockedError, writer_lock

HOLD = """
import sys, time
from pathlib import Path
from pipelines.home import Home
from pipelines.lock import writer_lock
with writer_lock(Home(Path(sys.argv[1])), "a test"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_process_is_refused_by_name_until_the_first_is_gone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        message = rf"process {holder.pid} \(a test\)"
        with pytest.raises(HomeLockedError, match=message), writer_lock(home, "another"):
            pass
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    with writer_lock(home, "another"):
        pass


def test_a_step_runs_within_the_lock_of_its_refresh(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with writer_lock(home, "refresh"), writer_lock(home, "step"):
        assert "refresh" in home.lock_file.read_text("utf-8")
