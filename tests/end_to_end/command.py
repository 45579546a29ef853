"""The command as a user runs it: its own process, its exit code and its two outputs."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """What one run of the command gave."""

    exit_code: int
    out: str
    talk: str


def noegletal(*arguments: str | Path) -> Ran:
    """Run ``noegletal`` outside of the checkout, in a child of a process that is warm already."""
    return _warm().run(*arguments)


def with_fault(fault: str, environment: dict[str, str], *arguments: str | Path) -> Ran:
    """The same with something going wrong in it; see ``tests/canary/faults.py``."""
    return _warm().run(*arguments, fault=fault, environment=_environment() | environment)


def in_its_own_process(*arguments: str | Path) -> Ran:
    """Run ``noegletal`` as a shell does, with everything imported from the beginning."""
    done = subprocess.run(
        [Path(sys.executable).with_name("noegletal"), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd="/",
        env=_environment(),
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


class Warm:
    """A process that forks a child for each command; see ``warm``."""

    def __init__(self, folder: Path, current: Path, environment: dict[str, str]) -> None:
        """Start it; ``folder`` gets the outputs, ``current`` is where the commands are typed."""
        self._folder = folder
        self._number = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=current,
            env=environment,
        )

    def run(
        self,
        *arguments: str | Path,
        fault: str = "",
        environment: dict[str, str] | None = None,
    ) -> Ran:
        """One command to its end; the exit code is negative when a signal ended it."""
        self._number += 1
        out, talk = (self._folder / f"{self._number:04}.{kind}" for kind in ("out", "talk"))
        request = {
            "arguments": [str(argument) for argument in arguments],
            "fault": fault,
            "environment": _environment() if environment is None else environment,
            "out": str(out),
            "talk": str(talk),
        }
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return Ran(code, out.read_text("utf-8"), talk.read_text("utf-8"))

    def end(self) -> None:
        """Wait until it has ended."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


@cache
def _warm() -> Warm:
    """The one of this test process, for as long as it lives."""
    folder = tempfile.TemporaryDirectory()
    searched = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    warm = Warm(Path(folder.name), Path("/"), _environment() | {"PYTHONPATH": searched})
    atexit.register(folder.cleanup)
    atexit.register(warm.end)
    return warm


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k != "NOEGLETAL_HOME"}


def unprotected_marts(home: Path) -> Path:
    """The folder of what the last refresh computed, small counts included."""
    return home / "unprotected" / "current" / "marts"


def released_marts(home: Path) -> Path:
    """The folder of what readers see."""
    return home / "marts" / "current" / "data"


def mart_hashes(home: Path) -> dict[str, str]:
    """sha256 of every mart that the last refresh computed."""
    files = sorted(unprotected_marts(home).glob("*.parquet"))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}
