"""The mark of a demonstration home, in which every published figure must be met."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipelines.home import Home

MARK = ".demonstration"
# The day of its newest delivery. Its sources ended with the evaluation, so that nothing is late:
# its clock stands here.
DEMONSTRATED_ON = date(2018, 2, 15)


def is_demonstration(home: Home) -> bool:
    """Whether ``noegletal demo`` wrote the deliveries of this home."""
    return _file(home).exists()


def mark_as_demonstration(home: Home) -> None:
    """From now on a published figure that is not met is an error in this home."""
    home.path.mkdir(parents=True, exist_ok=True)
    _file(home).touch()


def _file(home: Home) -> Path:
    return home.path / MARK
