"""The steps at which a process can be killed: every change of a name, and every wait for the disk.

They are counted in the killed process itself, so that a step that is added to the program later is
a failpoint without anybody thinking of it.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What the command is told through its environment: the step to die at (0: none), the home whose
# files count, and the file that gets the name of each step before it is taken.
AT, HOME, TOLD = "NOEGLETAL_TEST_DIE_AT", "NOEGLETAL_TEST_DIE_IN", "NOEGLETAL_TEST_STEPS"
_CALLS = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "symlink", "unlink")
# Staging folders and process files have names of their own each time.
_CHANGING = re.compile(r"[0-9a-f]{8,}|[0-9]+")


def die_at_a_step() -> None:
    """Count this process's steps from now on, and kill it before one of them."""
    at, home = int(os.environ.pop(AT)), Path(os.environ.pop(HOME))
    told = os.open(os.environ.pop(TOLD), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    count = 0

    def counted(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            path = _path(arguments[-1 if name == "symlink" else 0], options)
            if path.is_relative_to(home):
                count += 1
                os.write(told, f"{name} {_named(path.relative_to(home))}\n".encode())
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **options)

        return step

    for name in _CALLS:
        setattr(os, name, counted(name, getattr(os, name)))


def steps_in(told: Path) -> list[str]:
    """The names of the steps that a process has told of, in order."""
    return told.read_text("utf-8").splitlines() if told.exists() else []


def _path(given: Any, options: dict[str, Any]) -> Path:
    if isinstance(given, int):
        return Path(f"/proc/self/fd/{given}").readlink()
    inside = options.get("dir_fd") or options.get("src_dir_fd")
    folder = Path(f"/proc/self/fd/{inside}").readlink() if inside is not None else Path.cwd()
    return folder / os.fsdecode(given)


def _named(path: Path) -> str:
    return _CHANGING.sub("#", path.as_posix())
