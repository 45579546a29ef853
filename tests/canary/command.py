"""The command run again and again by one warm process, watched, with all that it writes kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.end_to_end.command import ROOT, Ran, Warm


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


class Commands(Warm):
    """Runs commands; ``place`` holds the outputs, and the user's, temporary and current folder."""

    def __init__(self, place: Path) -> None:
        """Start the warm process."""
        self.place, self._watched = place, watched(place)
        super().__init__(place / "said", place / "current", self._watched)

    def run(
        self, *arguments: str | Path, fault: str = "", environment: dict[str, str] | None = None
    ) -> Ran:
        """One command to its end, with more in its environment if wanted."""
        more = self._watched | (environment or {})
        return super().run(*arguments, fault=fault, environment=more)


@contextmanager
def commands(place: Path) -> Iterator[Commands]:
    """A warm process that works in folders below ``place``."""
    warm = Commands(place)
    try:
        yield warm
    finally:
        warm.end()
