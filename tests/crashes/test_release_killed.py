"""A release killed at any step or moment: readers have the old one or the new one, and a rerun
ends where an undisturbed release does."""

from __future__ import annotations

import signal
from itertools import count
from pathlib import Path

import pytest

from tests.crashes.broken import BROKEN_WAYS
from tests.crashes.conftest import KILLS
from tests.crashes.homes import (
    RELEASE,
    State,
    copied,
    killed_at,
    killed_within,
    problems,
    problems_after_rerun,
    state,
)
from tests.crashes.steps import moment_of_last, moments, spread, steps_in
from tests.end_to_end.command import noegletal
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed

AT_MOMENTS = KILLS // 4  # and more of them when there are fewer steps than kills


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of a few figures, released once; another refresh has come to others."""
    home = home_in(tmp_path_factory.mktemp("before"))
    ran = noegletal(*RELEASE, "--home", home.path)
    assert ran.exit_code == 0, ran.talk
    return refreshed(home, COUNTS | {("657", "2017-01-31"): 77}).path


@pytest.fixture(scope="module")
def told(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a release that nobody kills tells of its steps, beside the home that it leaves."""
    folder = tmp_path_factory.mktemp("undisturbed")
    ran = killed_at(0, copied(before, folder), folder / "steps", *RELEASE)
    assert ran.exit_code == 0, ran.talk
    return folder / "steps"


@pytest.fixture(scope="module")
def end(told: Path) -> State:
    """What it comes to."""
    found = state(told.parent / "home")
    assert found.release["release"] == 2 and found.left_over == ()
    return found


def test_the_steps_that_matter_are_counted(told: Path) -> None:
    """Files are on the disk, then the folder gets its number, then the pointer is swapped."""
    steps = steps_in(told)
    numbered = steps.index("rename marts/.staging-#")
    assert steps.index("fsync marts/.staging-#/manifest.json") < numbered
    assert numbered < steps.index("replace marts/.next")


def test_killed_at_steps(before: Path, told: Path, end: State, tmp_path: Path) -> None:
    steps, seen = steps_in(told), set()
    chosen = spread(KILLS - AT_MOMENTS, len(steps))
    for at in chosen:
        home = copied(before, tmp_path / str(at))
        ran = killed_at(at, home, tmp_path / f"{at}.steps", *RELEASE)
        where = f"killed before step {at}, {steps[at - 1]}"
        assert ran.exit_code == -signal.SIGKILL, where
        assert problems(home, before, end) == [], where
        seen.add(state(home).release["release"])
        assert problems_after_rerun(home, end, RELEASE) == [], where
    assert seen == {1, 2}, "the kills hit before the swap and after it"


def test_killed_at_moments(before: Path, told: Path, end: State, tmp_path: Path) -> None:
    """Between the steps, where DuckDB writes and other processes work."""
    how_many = KILLS - min(KILLS - AT_MOMENTS, len(steps_in(told)))
    for number, moment in enumerate(moments(how_many, moment_of_last(told))):
        home = killed_within(moment, before, tmp_path / str(number), *RELEASE)
        where = f"killed after {moment:.3f} processor seconds, or half as many, ..."
        assert problems(home, before, end) == [], where
        assert problems_after_rerun(home, end, RELEASE) == [], where


def test_killed_while_the_report_is_written(before: Path, tmp_path: Path) -> None:
    """Half a report is never seen, and a rerun makes the whole one."""
    copied(before, tmp_path)
    assert killed_at(0, tmp_path / "home", tmp_path / "steps", "release").exit_code == 0
    end, steps = state(tmp_path / "home"), steps_in(tmp_path / "steps")
    of_report = [at for at, step in enumerate(steps, start=1) if "/figurer" in step]
    for at in (of_report[0], of_report[-1]):
        home = copied(before, tmp_path / str(at))
        ran = killed_at(at, home, tmp_path / f"{at}.steps", "release")
        assert ran.exit_code == -signal.SIGKILL
        assert problems(home, before, end) == []
        assert problems_after_rerun(home, end, ("release",)) == []


@pytest.mark.parametrize("broken", BROKEN_WAYS)
def test_wrong_ways_are_caught(broken: str, before: Path, end: State, tmp_path: Path) -> None:
    """Else the kills above would prove nothing: a kill at one of the last steps shows.

    What comes after them, when it is told of, is not what readers see.
    """
    copied(before, tmp_path / "whole")
    whole = tmp_path / "whole.steps"
    killed_at(0, tmp_path / "whole" / "home", whole, *RELEASE, broken=broken)
    last = 1 + max(at for at, step in enumerate(steps_in(whole), 1) if "marts/" in step)
    for back in count():
        home = copied(before, tmp_path / str(back))
        told = tmp_path / f"{back}.steps"
        ran = killed_at(last - back, home, told, *RELEASE, broken=broken)
        assert ran.exit_code == -signal.SIGKILL
        if problems(home, before, end) or problems_after_rerun(home, end, RELEASE):
            return
        assert back < 12, "nothing was noticed"
