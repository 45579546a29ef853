"""A refresh killed at any step or moment: no delivery is lost, readers notice nothing, a rerun ends
where an undisturbed one does."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.crashes.conftest import KILLS
from tests.crashes.homes import (
    State,
    copied,
    deliveries,
    killed_at,
    read_all,
    released,
    state,
)
from tests.crashes.steps import steps_in
from tests.crashes.test_release_killed import spread
from tests.end_to_end.command import noegletal

# A refresh takes many times as long as a release, and most of its steps are dbt's and Dagster's.
PER_RELEASE_KILL = 6


@pytest.fixture(scope="module")
def steps(before: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every step of a refresh that nobody kills."""
    folder = tmp_path_factory.mktemp("steps")
    ran = killed_at(0, copied(before, folder), folder / "steps", "refresh")
    assert ran.exit_code == 0, ran.talk
    return steps_in(folder / "steps")


def test_killed_at_steps(
    before: Path, undisturbed: State, steps: list[str], tmp_path: Path
) -> None:
    for at in spread(max(KILLS // PER_RELEASE_KILL, 2), len(steps)):
        folder = tmp_path / str(at)
        folder.mkdir()
        home = copied(before, folder)

        ran = killed_at(at, home, folder / "steps", "refresh")

        where = f"killed before step {at}, {steps[at - 1]}"
        assert ran.exit_code == -signal.SIGKILL, where
        _is_sound(home, before, undisturbed, where)


def _is_sound(home: Path, before: Path, undisturbed: State, where: str) -> None:
    assert noegletal("verify", "--home", home).exit_code == 0, where
    assert released(home) == released(before), where
    assert deliveries(home) == deliveries(before), where
    assert read_all(home) > 0, where
    for command in ("refresh", "release"):
        rerun = noegletal(command, "--home", home)
        assert rerun.exit_code == 0, f"{where}: {rerun.talk}"
    assert state(home) == undisturbed, where
