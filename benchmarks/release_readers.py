"""Several processes that read the current release without pause, and what they have found."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.release_reader import Session

_PROJECT = Path(__file__).resolve().parents[1]
# Only reached when a reader hangs or has died.
_PATIENCE_SECONDS = 120.0
_LOOK_AGAIN_SECONDS = 0.01


class ReadersStuckError(Exception):
    """Readers do not come further; the message says which have ended."""


@dataclass(frozen=True)
class Readers:
    """Processes that are reading; each writes a line per connection to a file of its own."""

    processes: tuple[subprocess.Popen[bytes], ...]
    logs: tuple[Path, ...]

    def sessions(self) -> list[list[Session]]:
        """The connections that each reader has closed so far."""
        return [[Session(**json.loads(line)) for line in _whole_lines(log)] for log in self.logs]

    def counts(self) -> list[int]:
        """How many connections each reader has closed so far."""
        return [len(_whole_lines(log)) for log in self.logs]

    def problems(self) -> list[str]:
        """What went wrong for any of them."""
        return [text for each in self.sessions() for session in each for text in session.problems]

    def wait_until(self, is_enough: Callable[[], bool]) -> None:
        """Wait while they read; ``ReadersStuckError`` when it takes far too long."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not is_enough():
            if time.monotonic() > deadline:
                ended = [process.poll() for process in self.processes]
                raise ReadersStuckError(f"Connections: {self.counts()}, exit codes: {ended}")
            time.sleep(_LOOK_AGAIN_SECONDS)

    def wait_for(self, more: int) -> None:
        """Wait until they have closed so many more connections, all of them together."""
        enough = sum(self.counts()) + more
        self.wait_until(lambda: sum(self.counts()) >= enough)


@contextmanager
def reading(marts: Path, folder: Path, how_many: int = 8, niceness: int = 0) -> Iterator[Readers]:
    """Let processes read for as long as the context lasts; their logs come to lie in ``folder``.

    When it begins, every one of them has read the release once. ``niceness`` leaves the processors
    to others who want them: with 10 the readers take what is left.
    """
    logs = tuple(folder / f"reader-{number}.jsonl" for number in range(how_many))
    nice = ["nice", "-n", str(niceness)] if niceness else []
    processes = tuple(
        subprocess.Popen(
            [*nice, sys.executable, "-m", "benchmarks.release_reader", str(marts), str(log)],
            stdin=subprocess.PIPE,
            cwd=_PROJECT,
        )
        for log in logs
    )
    readers = Readers(processes, logs)
    try:
        readers.wait_until(lambda: all(readers.counts()))
        yield readers
    finally:
        for process in processes:
            if process.stdin is not None:
                process.stdin.close()
        for process in processes:
            process.wait(_PATIENCE_SECONDS)


def _whole_lines(log: Path) -> list[str]:
    if not log.exists():
        return []
    *whole, _ = log.read_text(encoding="utf-8").split("\n")
    return whole
