"""What concerns all tests: the order of modules, and one refreshed demonstration home.

The home is made once, whatever the number of workers.
"""

from __future__ import annotations

import dataclasses
import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.command import in_its_own_process

# The modules that take minutes begin, the longest first, so that at the end no worker is left alone
# with one of them. Workers get them in turn: the first one makes the demonstration home, for which
# the second one need not wait.
LONG = (
    "crashes/test_refresh_killed.py",
    "canary/test_canary.py",
    "protection/test_rotation.py",
    "crashes/test_release_killed.py",
    "end_to_end/test_as_of.py",
    "end_to_end/test_providers.py",
    "deliveries/cases/test_cases.py",
    "deliveries/fuzz/test_fuzz.py",
    "deliveries/fuzz/test_any_input.py",
    "end_to_end/test_blocking.py",
    "publication/release/test_killed.py",
    "disclosure/marts/test_demonstration.py",
    "web/test_processes.py",
    "protection/test_drill.py",
    "encryption/test_refresh.py",
)
# The drill is run beside the tests; not every machine has an address of IPv6.
MAY_BE_SKIPPED = ("tests/drill/", "tests/protection/doctor/test_loopback.py")
_FIRST = {Path(__file__).parent / name: place for place, name in enumerate(LONG)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long modules first; within a module nothing changes."""
    missing = [path for path in _FIRST if not path.exists()]
    assert not missing, f"tests/conftest.py names modules that are not there: {missing}"
    items.sort(key=lambda item: _FIRST.get(item.path, len(_FIRST)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Before a change lands nothing is skipped that could be tried."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("NOEGLETAL_TEST_ALL"):
        return
    skipped = {report.nodeid for report in reporter.stats.get("skipped", ())}
    if missed := sorted(name for name in skipped if not name.startswith(MAY_BE_SKIPPED)):
        reporter.write_line(
            f"NOEGLETAL_TEST_ALL is set, and these were skipped: {missed}", red=True
        )
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


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
