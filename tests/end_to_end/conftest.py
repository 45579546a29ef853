"""One demonstration home for the tests of this folder that run in one process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.command import Ran, noegletal


@dataclass(frozen=True)
class Demo:
    """The home that ``noegletal demo`` made, and how that went."""

    home: Path
    ran: Ran


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Made once; tests that change it put it back."""
    home = tmp_path_factory.mktemp("demo") / "home"
    return Demo(home, noegletal("demo", "--home", home))
