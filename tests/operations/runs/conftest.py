"""A home that nothing has refreshed, and a storage of Dagster that is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dagster import DagsterInstance

from pipelines.home import Home
from tests.operations.runs.small import home_with_a_delivery


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_with_a_delivery(tmp_path)


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as instance:
        yield instance
