"""Eight processes read without pause while releases are made and readers are led back.

Waiting is for what the readers have read, never for the clock.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.release_reader import read_current
from benchmarks.release_readers import Readers, reading
from pipelines import lock
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.publication.listing import numbered_releases
from pipelines.publication.numbered import Numbered
from pipelines.publication.release import make_release
from pipelines.publication.rollback import rollback
from pipelines.publication.verify import verify
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed
from tests.readers.small_releases import fill

RELEASES = 25


@pytest.fixture(autouse=True)
def _writers_wait_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is not free at once is an error."""
    monkeypatch.setattr(lock, "WAIT_FOR_READERS_SECONDS", -1.0)


def test_releases_of_small_tables(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    releases = numbered_releases(home)
    publish(home, releases)
    with reading(home.marts, tmp_path, niceness=10) as readers:
        while (newest := releases.numbers()[-1]) < RELEASES:
            publish(home, releases)
            readers.wait_for(4)
            if newest % 5 == 0:
                releases.point_to(newest - 1)
                readers.wait_for(4)
    assert_sound(readers)
    assert len(seen(readers)) > RELEASES // 2
    assert max(seen(readers)) == RELEASES


def publish(home: Home, releases: Numbered) -> None:
    with writer_lock(home, "a release"), releases.stage() as staging:
        fill(staging, releases.next_number())
        releases.publish(staging)


def test_real_releases_and_rollbacks(tmp_path: Path) -> None:
    """The real thing, small as its home is; this process waits for no reader, see above."""
    home = home_in(tmp_path)
    make_release(home, "trivsel5")
    with reading(home.marts, tmp_path, niceness=10) as readers:
        for number in (2, 3):
            refreshed(home, COUNTS | {("657", "2017-01-31"): 60 + number})
            assert make_release(home, "trivsel5").number == number
            readers.wait_until(lambda wanted=number: wanted in seen(readers))  # type: ignore[misc]
            rollback(home, 1)
            readers.wait_for(8)
    assert verify(home) == []
    assert_sound(readers)
    assert seen(readers) == {1, 2, 3}


def assert_sound(readers: Readers) -> None:
    assert readers.problems() == []
    assert all(sessions for sessions in readers.sessions())
    assert [process.returncode for process in readers.processes] == [0] * 8


def seen(readers: Readers) -> set[int | None]:
    return {session.release for sessions in readers.sessions() for session in sessions}


def test_a_reader_says_what_is_wrong(tmp_path: Path) -> None:
    """What it would say of a sound release, of nothing, and of one with a foreign file."""
    home = Home(tmp_path / "home")
    assert "FileNotFoundError" in read_current(home.marts).problems[0]
    publish(home, numbered_releases(home))
    publish(home, numbered_releases(home))
    sound = read_current(home.marts)
    assert sound.release == 2 and sound.problems == []
    assert set(sound.seconds) == {"csv", "database", "parquet"}

    foreign = home.marts / "releases" / "1" / "data" / "key_figures.csv"
    foreign.replace(home.marts / "current" / "data" / "key_figures.csv")
    assert any("key_figures.csv" in problem for problem in read_current(home.marts).problems)
