"""What listens to other machines is found by the real kernel's tables, and what does not is not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines.protection.doctor.loopback import OURS, exposed

# No name of ours: a doctor that is looking meanwhile must not find it.
NAME = "listener-of-this-test"
_LISTENING = """
import socket, sys
family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
listener = socket.socket(family)
listener.bind((sys.argv[1], 0))
listener.listen()
print(listener.getsockname()[1], flush=True)
sys.stdin.read()
"""
pytestmark = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="needs /proc")


@contextmanager
def listening(address: str, name: str) -> Iterator[tuple[int, int]]:
    """A process of that name listens there; its number and its port."""
    command = [sys.executable, "-c", _LISTENING, address, name]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        port = process.stdout.readline()
        if not port:
            pytest.skip(f"this machine has no address {address}")
        try:
            yield process.pid, int(port)
        finally:
            assert process.stdin is not None
            process.stdin.close()


@pytest.mark.parametrize(
    ("address", "name", "is_exposed"),
    [
        ("0.0.0.0", NAME, True),  # noqa: S104  (what must be found)
        ("::", NAME, True),
        ("127.0.0.1", NAME, False),
        ("::1", NAME, False),
        ("0.0.0.0", "another", False),  # noqa: S104
    ],
)
def test_what_listens_to_others_is_found(address: str, name: str, is_exposed: bool) -> None:
    with listening(address, name) as (process, port):
        found = exposed(Path("/proc"), re.compile(NAME.encode()))
        places = [(each.address, each.port) for each in found if each.process == process]
    assert places == ([(address, port)] if is_exposed else [])


@pytest.mark.parametrize(
    ("command", "is_ours"),
    [
        ("/srv/venv/bin/python /srv/venv/bin/noegletal ui", True),
        ("python -m dagster_webserver -h 0.0.0.0", True),
        ("/srv/venv/bin/dagster-daemon run", True),
        ("dagster api grpc -m pipelines.definitions", True),
        ("nginx: master process", False),
    ],
)
def test_ours_are_known_by_their_command(command: str, is_ours: bool) -> None:
    assert bool(OURS.search(command.replace(" ", "\0").encode())) is is_ours
