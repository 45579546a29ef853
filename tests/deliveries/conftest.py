"""Fixtures of the reader's tests."""

from pathlib import Path

import pytest

from pipelines.home import Home
from tests.deliveries.folder import Folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """An empty home whose pseudonym key is its own."""
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.delenv("NOEGLETAL_KEY_FILE", raising=False)
    return Folder(Home(tmp_path / "home"))
