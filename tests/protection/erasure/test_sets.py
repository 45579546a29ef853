"""The marts that count somebody who was erased go with the warehouse that they were made from."""

from __future__ import annotations

import sys

import pytest

from pipelines.home import Home
from pipelines.protection.erasure import Persons, erase
from pipelines.publication.numbered import Numbered
from pipelines.publication.release import ReleaseRefusedError, make_release
from pipelines.publication.unprotected import numbered_sets
from pipelines.publication.verify import verify
from pipelines.refresh import RefreshOutcome
from tests.deliveries.folder import Folder
from tests.protection.rotating import NUMBERS, small_home
from tests.publication.release.tiny_home import COUNTS, refreshed

ERASING = sys.modules["pipelines.protection.erasure.erasing"]
AFTER = COUNTS | {("657", "2017-01-31"): 41}


@pytest.fixture
def home(folder: Folder) -> Home:
    """Two sets and a release of the second."""
    small_home(folder)
    refreshed(folder.home)
    make_release(refreshed(folder.home), "trivsel5")
    return folder.home


def erase_one(home: Home, refresh: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ERASING, "refresh", refresh)
    erase(home, Persons(NUMBERS[:1]), "case 17")


def test_only_the_new_set_stays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refresh(home: Home) -> RefreshOutcome:
        refreshed(home, AFTER)
        return RefreshOutcome(True, (), ())

    erase_one(home, refresh, monkeypatch)
    assert numbered_sets(home).numbers() == [3]
    assert make_release(home, "trivsel5").number == 2


def test_after_a_failed_refresh_there_is_none_to_read_or_release(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refresh(home: Home) -> RefreshOutcome:
        return RefreshOutcome(True, ("no such model",), ())

    erase_one(home, refresh, monkeypatch)
    assert numbered_sets(home).numbers() == []
    with pytest.raises(ReleaseRefusedError, match="noegletal refresh"):
        make_release(home, "trivsel5")
    assert verify(home) == []


def test_a_set_left_by_a_crash_is_not_released(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed right after the new warehouse is in place: the old set is no longer up to date."""

    def killed(_: Numbered) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Numbered, "clear", killed)
    with pytest.raises(KeyboardInterrupt):
        erase_one(home, None, monkeypatch)
    assert numbered_sets(home).numbers() == [1, 2]
    with pytest.raises(ReleaseRefusedError, match="something was erased"):
        make_release(home, "trivsel5")
