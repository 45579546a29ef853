"""The command run again and again by one warm process, watched, with all that it writes kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.end_to_end.command import Ran

ROOT = Path(__file__).parents[2]


@dataclass
class Commands:
    """Runs commands; ``place`` holds the outputs, and the user's, temporary and current folder."""

    place: Path
    _process: subprocess.Popen[str]
    _number: int = 0

    def run(
        self, *arguments: str | Path, fault: str = "none", environment: dict[str, str] | None = None
    ) -> Ran:
        """One command to its end; the exit code is negative when a signal ended it."""
        self._number += 1
        name = f"{self._number:03}"
        out, talk = (self.place / "said" / f"{name}.{kind}" for kind in ("out", "talk"))
        request = {
            "arguments": [str(argument) for argument in arguments],
            "fault": fault,
            "environment": environment or {},
            "out": str(out),
            "talk": str(talk),
        }
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return Ran(code, out.read_text("utf-8"), talk.read_text("utf-8"))


def watched(place: Path) -> dict[str, str]:
    """An environment whose every place to write is below the folder, and which is watched."""
    folders = {"HOME": "user", "TMPDIR": "temporary"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "NOEGLETAL_"))}
    for name, folder in folders.items():
        (place / folder).mkdir(parents=True, exist_ok=True)
        environment[name] = str(place / folder)
    for folder in ("said", "current"):
        (place / folder).mkdir(exist_ok=True)
    return environment | {
        "CANARY_WATCHED": str(place / "said" / "watched.jsonl"),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).with_name("watching")), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@contextmanager
def commands(place: Path) -> Iterator[Commands]:
    """A warm process that works in folders below ``place``."""
    environment = watched(place)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.canary.warm"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=place / "current",
        env=environment,
    )
    try:
        yield Commands(place, process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)
        assert process.stdout is not None
        process.stdout.close()
