"""A release killed at any step: readers have the old one or the new one, and a rerun mends it."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.crashes.conftest import KILLS
from tests.crashes.homes import State, copied, killed_at, read_all, released, state
from tests.crashes.steps import steps_in
from tests.end_to_end.command import noegletal


def spread(count: int, over: int) -> list[int]:
    """So many numbers from 1 to ``over``, as even as can be, the last ones among them."""
    last = range(max(1, over - count // 2), over + 1)
    rest = count - len(last)
    first = [1 + index * (over - len(last)) // max(rest, 1) for index in range(rest)]
    return sorted({*first, *last})


@pytest.fixture(scope="module")
def steps(refreshed: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every step of a release that nobody kills."""
    folder = tmp_path_factory.mktemp("steps")
    ran = killed_at(0, home := copied(refreshed, folder), folder / "steps", "release")
    assert ran.exit_code == 0, ran.talk
    assert released(home)["release"] == 2
    return steps_in(folder / "steps")


def test_the_steps_that_matter_are_counted(steps: list[str]) -> None:
    """The folder gets its number, and then the pointer is swapped."""
    numbered = steps.index("rename marts/.staging-#")
    assert steps.index("fsync marts/.staging-#/manifest.json") < numbered
    assert numbered < steps.index("replace marts/.next")


def test_killed_at_steps(
    refreshed: Path, undisturbed: State, steps: list[str], tmp_path: Path
) -> None:
    old = released(refreshed)
    seen = set()
    for at in spread(KILLS, len(steps)):
        folder = tmp_path / str(at)
        folder.mkdir()
        home = copied(refreshed, folder)

        ran = killed_at(at, home, folder / "steps", "release")

        where = f"killed before step {at}, {steps[at - 1]}"
        assert ran.exit_code == -signal.SIGKILL, where
        assert noegletal("verify", "--home", home).exit_code == 0, where
        assert (now := released(home)) in (old, undisturbed.release), where
        seen.add(now["release"])
        assert read_all(home) > 0, where
        rerun = noegletal("release", "--home", home)
        assert rerun.exit_code == 0, f"{where}: {rerun.talk}"
        assert state(home) == undisturbed, where
    assert seen == {1, 2}, "the kills hit before the swap and after it"
