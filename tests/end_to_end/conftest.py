"""The demonstration home as the tests of this folder look at it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.command import Ran


@dataclass(frozen=True)
class Demo:
    """The home that ``noegletal demo`` made, and how that went. Who changes it takes a copy."""

    home: Path
    ran: Ran


@pytest.fixture(scope="session")
def demo(prepared_demo: Path) -> Demo:
    """The one that all tests share."""
    made = prepared_demo.with_name("prepared-demo.made")
    return Demo(prepared_demo, Ran(**json.loads(made.read_text(encoding="utf-8"))))
