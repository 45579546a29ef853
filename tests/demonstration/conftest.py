"""One demo home for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.demonstration import write_demo
from pipelines.home import Home

from .reading import Deliveries


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(Path(tmp_path_factory.mktemp("demo")))
    write_demo(home, lambda _: None)
    return home


@pytest.fixture(scope="session")
def deliveries(demo_home: Home) -> Deliveries:
    return Deliveries(demo_home.raw)
