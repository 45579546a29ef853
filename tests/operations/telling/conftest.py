"""A home without anything in it, and a Dagster storage of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import DagsterInstance

from pipelines.home import Home
from pipelines.operations import freshness


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "herning" / "raw").mkdir(parents=True)
    return Home(tmp_path / "herning")


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as ephemeral:
        yield ephemeral


@pytest.fixture(autouse=True)
def nothing_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is late is tested beside what finds it."""
    monkeypatch.setattr(freshness, "_findings", lambda home, day: ())
