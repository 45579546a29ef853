"""The command as a user runs it: its own process, its exit code and its two outputs."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """What one run of the command gave."""

    exit_code: int
    out: str
    talk: str


def noegletal(*arguments: str | Path) -> Ran:
    """Run ``noegletal`` with the interpreter's own environment, outside the checkout."""
    command = Path(sys.executable).with_name("noegletal")
    environment = {k: v for k, v in os.environ.items() if k != "NOEGLETAL_HOME"}
    done = subprocess.run(
        [command, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd="/",
        env=environment,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def mart_hashes(home: Path) -> dict[str, str]:
    """sha256 of every published mart."""
    files = sorted((home / "marts").glob("*.parquet"))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}
