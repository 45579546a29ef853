"""The report of the demonstration's release, made once for all tests of a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.report.marts import Marts
from tests.report.workbook_release import build_workbooks, write_release


@pytest.fixture(scope="session")
def release(prepared_demo: Path) -> Path:
    """The folder of the demonstration's release."""
    return (prepared_demo / "marts" / "current").resolve()


@pytest.fixture(scope="session")
def marts(release: Path) -> Marts:
    return Marts(release, 1)


@pytest.fixture(scope="session")
def report(release: Path) -> Path:
    """The folder of the report, which is the release's own."""
    return release


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small release made up for them, with its workbooks in both languages."""
    folder = write_release(tmp_path_factory.mktemp("workbooks"))
    build_workbooks(folder, folder)
    return folder
