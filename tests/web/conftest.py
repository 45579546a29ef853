"""One server of each mode for all attacks; the homes are empty, which is enough to be attacked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.served import Served, entering, serving


@pytest.fixture(scope="session")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(_empty_home(tmp_path_factory)) as served:
        yield entering(served)


@pytest.fixture(scope="session")
def operating(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(_empty_home(tmp_path_factory), "--operate") as served:
        yield entering(served)


@pytest.fixture(params=["read_only", "operating"])
def served(request: pytest.FixtureRequest) -> Served:
    """Both modes, one after the other."""
    server: Served = request.getfixturevalue(request.param)
    return server


def _empty_home(factory: pytest.TempPathFactory) -> Path:
    home = factory.mktemp("web") / "home"
    (home / "raw").mkdir(parents=True)
    return home
