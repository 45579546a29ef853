"""One refreshed demonstration home for all tests: made once, whatever the number of workers."""

from __future__ import annotations

import dataclasses
import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.command import in_its_own_process


@pytest.fixture(scope="session")
def prepared_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that ``noegletal demo`` made. To look at only: every other test sees it too."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder in that of the whole run
        folder = folder.parent
    home, made = folder / "prepared-demo", folder / "prepared-demo.made"
    with (folder / "prepared-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            ran = in_its_own_process("demo", "--home", home)
            assert ran.exit_code == 0, ran.talk
            made.write_text(json.dumps(dataclasses.asdict(ran)), encoding="utf-8")
    return home


@pytest.fixture
def demo_home(prepared_demo: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration home for one test to change; a refresh finds nothing new."""
    return Path(shutil.copytree(prepared_demo, tmp_path / "home", symlinks=True))
