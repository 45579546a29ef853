"""When a process is killed: before any change of a name or wait for the disk, or at any moment.

Steps are counted in the killed process itself, so that a step that is added to the program later
is a failpoint without anybody thinking of it. Moments are processor seconds of that process, which
do not depend on what else the machine does.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What the command is told through its environment: the step to die at (0: none), the moment to die
# at (0: none), the home whose files count, the file that gets each step before it is taken, with
# its moment, and what is broken in the program beforehand.
AT, AFTER, HOME = "NOEGLETAL_TEST_DIE_AT", "NOEGLETAL_TEST_DIE_AFTER", "NOEGLETAL_TEST_DIE_IN"
TOLD, BROKEN = "NOEGLETAL_TEST_STEPS", "NOEGLETAL_TEST_BROKEN"
_CALLS = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "symlink", "unlink")
# Staging folders and process files have names of their own each time.
_CHANGING = re.compile(r"[0-9a-f]{8,}|[0-9]+")


def die_at_a_step() -> None:
    """Count this process's steps from now on, and kill it before one of them or at a moment."""
    if broken := os.environ.pop(BROKEN):
        from tests.crashes.broken import BROKEN_WAYS

        BROKEN_WAYS[broken]()
    at, home = int(os.environ.pop(AT)), Path(os.environ.pop(HOME))
    told = os.open(os.environ.pop(TOLD), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    count = 0

    def counted(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            path = _path(arguments[1 if name == "symlink" else 0], options)
            if path.is_relative_to(home):
                count += 1
                said = f"{time.process_time():.3f} {name} {_named(path.relative_to(home))}\n"
                os.write(told, said.encode())
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **options)

        return step

    for name in _CALLS:
        setattr(os, name, counted(name, getattr(os, name)))
    # Nobody catches this signal, so the kernel ends the process as abruptly as by SIGKILL.
    signal.setitimer(signal.ITIMER_PROF, float(os.environ.pop(AFTER)))


def steps_in(told: Path) -> list[str]:
    """The names of the steps that a process has told of, in order."""
    return [line.partition(" ")[2] for line in told.read_text("utf-8").splitlines()]


def moment_of_last(told: Path) -> float:
    """The processor seconds that the process had taken at its last step."""
    return float(told.read_text("utf-8").splitlines()[-1].partition(" ")[0])


def moments(how_many: int, seconds: float) -> list[float]:
    """Moments anywhere within so many seconds, the same ones each time."""
    by_chance = random.Random(5)  # noqa: S311 - nothing is to be kept secret
    return [by_chance.uniform(0.02, 0.95) * seconds for _ in range(how_many)]


def spread(count: int, over: int) -> list[int]:
    """So many numbers from 1 to ``over``, half of them the last ones: there it is published."""
    last = range(max(1, over - count // 2 + 1), over + 1)
    rest = count - len(last)
    first = [1 + index * (over - len(last)) // max(rest, 1) for index in range(rest)]
    return sorted({*first, *last})


def _path(given: Any, options: dict[str, Any]) -> Path:
    if isinstance(given, int):
        return Path(f"/proc/self/fd/{given}").readlink()
    inside = options.get("dir_fd") or options.get("src_dir_fd")
    folder = Path(f"/proc/self/fd/{inside}").readlink() if inside is not None else Path.cwd()
    return folder / os.fsdecode(given)


def _named(path: Path) -> str:
    return _CHANGING.sub("#", path.as_posix())
