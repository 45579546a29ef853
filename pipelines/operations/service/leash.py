"""Processes that end with the one that started them, however that one ends.

A leashed command runs in a process group of its own under a keeper, whose standard input is a pipe
from the starter. When the starter closes the pipe, or is killed, which closes it too, the keeper
ends the whole group: Dagster's own children as well, which no longer know whose they are.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from pipelines.home import CHECKOUT

# A run that is stopped rolls back what it was doing and says so in Dagster's storage.
GRACE_SECONDS = 10.0
_LOOK_AGAIN_SECONDS = 0.2
_SYSTEMD = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")


@contextmanager
def leashed(command: Sequence[str], temporary: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command until the block is left, or until this process is gone.

    What it prints goes to this process's standard error, its temporary files to ``temporary``. The
    process given is the keeper: it ends when the command has ended.
    """
    # Only the starter itself tells systemd how it is.
    environment = {name: value for name, value in os.environ.items() if name not in _SYSTEMD}
    keeper = subprocess.Popen(
        [sys.executable, "-m", "pipelines.operations.service.leash", *command],
        cwd=CHECKOUT,
        env=environment | {"TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=sys.stderr,
        start_new_session=True,  # Ctrl-C in the terminal is for the starter, which then lets go
    )
    try:
        yield keeper
    finally:
        if keeper.stdin:
            keeper.stdin.close()
        keeper.wait()


def keep(command: Sequence[str]) -> int:
    """Run the command until it ends or standard input does; nothing of its group is left.

    What is given back is the command's exit code, as a shell would tell it.
    """
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    while child.poll() is None and not _is_let_go():
        pass
    if _signalled(child.pid, signal.SIGTERM):
        deadline = monotonic() + GRACE_SECONDS
        while _signalled(child.pid, None) and monotonic() < deadline:
            child.poll()  # without this a dead child would still count as one of the group
            sleep(_LOOK_AGAIN_SECONDS)
        _signalled(child.pid, signal.SIGKILL)
    code = child.wait()
    return code if code >= 0 else 128 - code


def _is_let_go() -> bool:
    """Whether standard input has come to its end; waits a moment for it."""
    return bool(select.select([sys.stdin], [], [], _LOOK_AGAIN_SECONDS)[0])


def _signalled(group: int, number: signal.Signals | None) -> bool:
    """Whether the group had a process left to take the signal."""
    with suppress(ProcessLookupError):
        os.killpg(group, number or 0)
        return True
    return False


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
