"""One run of dbt for all tests of the key figures, whichever worker needs it first."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests.key_figures.literal.cases import DELIVERIES
from tests.key_figures.marts import Project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The dbt project after a run on the literal cases of all collected modules."""
    folder = _shared_by_workers(tmp_path_factory) / "key_figures"
    folder.mkdir(exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            Project.built(DELIVERIES, folder)
            done.touch()
    return Project.found(folder)


def _shared_by_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
