"""``noegletal daemon`` as systemd starts it: ready, alone, without a port, and ended as a whole."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.command import noegletal
from tests.operations.service.test_leash import left
from tests.web.served import PATIENCE_SECONDS
from tests.web.test_processes import family, listening


@dataclass
class Daemon:
    """A running one, and what systemd has been told, a message each."""

    process: subprocess.Popen[str]
    home: Path
    told: list[str]


@contextmanager
def started(home: Path) -> Iterator[Daemon]:
    """Start it as a service of type notify, and wait until it says that it is ready."""
    with (
        tempfile.TemporaryDirectory() as folder,  # a socket's path may have a hundred characters
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd,
    ):
        systemd.bind(f"{folder}/notify")
        systemd.settimeout(PATIENCE_SECONDS)
        process = subprocess.Popen(
            [Path(sys.executable).with_name("noegletal"), "daemon", "--home", home],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env=os.environ | {"NOTIFY_SOCKET": f"{folder}/notify", "WATCHDOG_USEC": "60000000"},
        )
        daemon = Daemon(process, home, [])
        try:
            while not any("WATCHDOG=1" in said for said in daemon.told):
                daemon.told.append(systemd.recv(4096).decode())
            yield daemon
            systemd.setblocking(False)
            while True:
                try:
                    daemon.told.append(systemd.recv(4096).decode())
                except BlockingIOError:
                    break
        finally:
            process.kill()
            process.communicate()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "raw").mkdir(parents=True)
    return tmp_path / "home"


def test_it_is_ready_alone_and_ends_in_order(home: Path) -> None:
    with started(home) as daemon:
        assert daemon.told[0].startswith("READY=1")
        processes = family(daemon.process.pid)
        assert len(processes) > 3
        assert list(listening(processes)) == []
        written = list((home / ".dagster").rglob("*"))
        assert written and not [path for path in written if path.stat().st_mode & 0o077]

        second = noegletal("daemon", "--home", home)
        assert second.exit_code == 1
        assert f"process {daemon.process.pid} (noegletal daemon)" in second.talk

        daemon.process.send_signal(signal.SIGTERM)
        _, talk = daemon.process.communicate(timeout=PATIENCE_SECONDS)

    assert (daemon.process.returncode, talk.splitlines()[-1]) == (0, "Ended.")
    assert daemon.told[-1].startswith("STOPPING=1")
    assert left(processes) == []


@pytest.mark.parametrize("part", ["dagster api grpc", "dagster._daemon run"])
def test_it_ends_as_a_whole_when_a_part_dies(part: str, home: Path) -> None:
    with started(home) as daemon:
        processes = family(daemon.process.pid)
        [dying] = [process for process in processes[1:] if _is(process, part)]
        os.kill(dying, signal.SIGKILL)
        _, talk = daemon.process.communicate(timeout=PATIENCE_SECONDS)

    assert daemon.process.returncode == 1  # so that systemd starts it anew
    assert "has ended by itself, with exit code 137." in talk.splitlines()[-1]
    assert left(processes) == []


def _is(process: int, part: str) -> bool:
    """Whether it is the part itself, not its keeper."""
    said = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return part in said and "leash" not in said


def test_settings_that_cannot_be_used_are_told(home: Path) -> None:
    (home / "operations.yml").write_text("nightly: {cron: hver nat}\n", encoding="utf-8")

    ran = noegletal("daemon", "--home", home)

    assert ran.exit_code == 1
    assert "operations.yml: nightly.cron: must be five fields of cron" in ran.talk
