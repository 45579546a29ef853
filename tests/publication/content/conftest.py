"""One release that all tests of a module look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publication.content.made import written


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("content") / "7")
