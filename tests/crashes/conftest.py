"""The home that every killed process gets a copy of, before and after the refresh, and its end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.crashes.homes import State, copied, small_home, state
from tests.end_to_end.command import noegletal

# `.ci/run` asks for many; a user's `make test` is content with a few of each kind.
KILLS = int(os.environ.get("NOEGLETAL_TEST_KILLS", "10"))


@pytest.fixture(scope="module")
def before(prepared_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Released once; a later delivery has come."""
    return small_home(prepared_demo, tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def refreshed(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The later delivery is in the marts, and not in a release."""
    home = copied(before, tmp_path_factory.mktemp("refreshed"))
    ran = noegletal("refresh", "--home", home)
    assert ran.exit_code == 0, ran.talk
    return home


@pytest.fixture(scope="module")
def undisturbed(refreshed: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    """What comes of it when nobody is killed."""
    home = copied(refreshed, tmp_path_factory.mktemp("undisturbed"))
    ran = noegletal("release", "--home", home)
    assert ran.exit_code == 0, ran.talk
    assert state(home).release["release"] == 2
    return state(home)
