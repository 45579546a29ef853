"""The drill waits for a clock, so it is run only when asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ASKED = "NOEGLETAL_TEST_DRILL"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason=f"waits for minutes: make nightly-drill, or {ASKED}=1")
    for item in items:
        if Path(__file__).parent in item.path.parents and not os.environ.get(ASKED):
            item.add_marker(skip)
