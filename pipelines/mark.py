"""The mark of a demonstration home, in which every published figure must be met."""

from __future__ import annotations

from pathlib import Path

from pipelines.home import Home

MARK = ".demonstration"


def is_demonstration(home: Home) -> bool:
    """Whether ``noegletal demo`` wrote the deliveries of this home."""
    return _file(home).exists()


def mark_as_demonstration(home: Home) -> None:
    """From now on a published figure that is not met is an error in this home."""
    home.path.mkdir(parents=True, exist_ok=True)
    _file(home).touch()


def _file(home: Home) -> Path:
    return home.path / MARK
