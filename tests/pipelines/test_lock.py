"""One writer or many readers, across processes, and a crash frees the lock."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines import lock
from pipelines.home import Home
from pipelines.lock import HomeLockedError, reader_lock, writer_lock

HOLD = """
import sys, time
from pathlib import Path
from pipelines.home import Home
from pipelines.lock import {kind}_lock
with {kind}_lock(Home(Path(sys.argv[1])), "a test"):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def another_process(kind: str, home: Home) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(kind=kind), str(home.path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
    finally:
        kill(process)
        process.communicate()


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WAIT_FOR_READERS_SECONDS", 0.3)


def test_a_second_process_is_refused_by_name_until_the_first_is_gone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(_: float) -> None:
        raise AssertionError("Two writers never wait for each other.")

    with another_process("writer", home) as holder:
        message = rf"process {holder.pid} \(a test\)"
        monkeypatch.setattr(lock, "sleep", wait)
        with pytest.raises(HomeLockedError, match=message), writer_lock(home, "another"):
            pass
        with pytest.raises(HomeLockedError, match=message), reader_lock(home, "a reader"):
            pass
    with writer_lock(home, "another"):
        pass


def test_a_step_runs_within_the_lock_of_its_refresh(home: Home) -> None:
    with writer_lock(home, "refresh"), writer_lock(home, "step"), reader_lock(home, "look"):
        assert "refresh" in home.lock_file.read_text("utf-8")


@pytest.mark.usefixtures("_impatient")
def test_readers_read_together_and_a_writer_names_them_all(home: Home) -> None:
    with another_process("reader", home) as one, another_process("reader", home) as two:
        with reader_lock(home, "a third"):
            pass
        refused = pytest.raises(HomeLockedError, match="still being read by")
        with refused as error, writer_lock(home, "refresh"):
            pass
    for reader in (one, two):
        assert f"process {reader.pid} (a test)" in str(error.value)
    assert "a third" not in str(error.value)


def test_a_writer_waits_until_the_reader_has_finished_and_says_so(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    with another_process("reader", home) as reader:
        threading.Timer(0.5, kill, [reader]).start()
        with caplog.at_level(logging.INFO, "noegletal.lock"), writer_lock(home, "refresh"):
            assert reader.poll() is not None
    assert caplog.messages == [f"Waiting for process {reader.pid} (a test) to finish reading"]


def test_a_killed_reader_leaves_nothing_that_matters(home: Home) -> None:
    with another_process("reader", home) as reader:
        kill(reader)
        assert len(list(home.readers.iterdir())) == 1
        with writer_lock(home, "refresh"):
            assert not home.readers.exists()


def test_reading_leaves_the_folder_as_it_was(home: Home) -> None:
    with writer_lock(home, "refresh"):
        pass
    before = sorted(home.path.iterdir())
    with reader_lock(home, "one"), reader_lock(home, "two"):
        assert len(list(home.readers.iterdir())) == 2
    assert sorted(home.path.iterdir()) == before


def test_of_two_writers_that_wait_for_one_reader_one_comes_in(home: Home) -> None:
    command = [sys.executable, "-c", HOLD.format(kind="writer"), str(home.path)]
    with another_process("reader", home) as reader:
        writers = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        time.sleep(1)
        assert [writer.poll() for writer in writers] == [None, None]
        kill(reader)
    while all(writer.poll() is None for writer in writers):
        time.sleep(0.05)
    [winner] = [writer for writer in writers if writer.poll() is None]
    [loser] = [writer for writer in writers if writer is not winner]
    winner.kill()
    assert winner.communicate()[0] == "held\n"
    assert f"being written by process {winner.pid} (a test)" in loser.communicate()[1]
