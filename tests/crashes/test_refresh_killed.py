"""A refresh killed at any step or moment: no delivery is lost, readers notice nothing, a rerun ends
where an undisturbed one does."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.crashes.conftest import KILLS
from tests.crashes.homes import (
    RELEASE,
    State,
    copied,
    killed_at,
    killed_within,
    problems,
    problems_after_rerun,
    small_home,
    state,
)
from tests.crashes.steps import moment_of_last, moments, spread, steps_in
from tests.end_to_end.command import noegletal

# A refresh takes ten times as long as a release, so there is one kill for ten of these.
AT_STEPS = max(KILLS // 16, 1)
AT_MOMENTS = max(KILLS // 24, 1)


@pytest.fixture(scope="module")
def before(prepared_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Refreshed and released; another delivery has come."""
    return small_home(prepared_demo, tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def told(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a refresh that nobody kills tells of its steps, beside the home that it leaves."""
    folder = tmp_path_factory.mktemp("undisturbed")
    ran = killed_at(0, copied(before, folder), folder / "steps", "refresh")
    assert ran.exit_code == 0, ran.talk
    return folder / "steps"


@pytest.fixture(scope="module")
def end(told: Path) -> State:
    """What comes of it when it is released."""
    home = told.parent / "home"
    ran = noegletal(*RELEASE, "--home", home)
    assert ran.exit_code == 0, ran.talk
    assert state(home).release["release"] == 2
    return state(home)


def test_killed_at_steps(before: Path, told: Path, end: State, tmp_path: Path) -> None:
    steps = steps_in(told)
    for at in spread(AT_STEPS, len(steps)):
        home = copied(before, tmp_path / str(at))
        ran = killed_at(at, home, tmp_path / f"{at}.steps", "refresh")
        where = f"killed before step {at}, {steps[at - 1]}"
        assert ran.exit_code == -signal.SIGKILL, where
        assert problems(home, before, end) == [], where
        assert problems_after_rerun(home, end, ("refresh",), RELEASE) == [], where


def test_killed_at_moments(before: Path, told: Path, end: State, tmp_path: Path) -> None:
    """While deliveries are loaded and dbt computes: there are no steps for seconds."""
    for number, moment in enumerate(moments(AT_MOMENTS, moment_of_last(told))):
        home = killed_within(moment, before, tmp_path / str(number), "refresh")
        where = f"killed after {moment:.2f} processor seconds, or half as many, ..."
        assert problems(home, before, end) == [], where
        assert problems_after_rerun(home, end, ("refresh",), RELEASE) == [], where
