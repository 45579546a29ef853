"""Releases outlive the disk: they come back as they were, with the pointer and the reasons."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.protection.backup import back_up, restore
from pipelines.publication.listing import numbered_releases
from pipelines.publication.release import make_release
from pipelines.publication.rollback import rollback
from pipelines.publication.verify import verify
from pipelines.refresh import RefreshOutcome
from tests.deliveries.folder import Folder
from tests.protection.rotating import small_home
from tests.publication.release.tiny_home import COUNTS, refreshed

# The package has a function of the module's name.
RESTORING = sys.modules["pipelines.protection.backup.restore"]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def home(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Two releases, readers led back to the first; Dagster and dbt are left out of a refresh."""

    def refresh(home: Home) -> RefreshOutcome:
        refreshed(home, COUNTS | {("510", "2017-01-31"): 30})
        return RefreshOutcome(True, (), ())

    monkeypatch.setattr(RESTORING, "refresh", refresh)
    small_home(folder)
    make_release(refreshed(folder.home), "trivsel5")
    make_release(refreshed(folder.home, COUNTS | {("510", "2017-01-31"): 30}), "trivsel5")
    rollback(folder.home, 1)
    return folder.home


def test_they_come_back_as_they_were(home: Home, tmp_path: Path) -> None:
    made = back_up(home, tmp_path / "backups", tmp_path / "keys").path
    new = Home(tmp_path / "new")
    restored = restore(made, new, tmp_path / "keys")
    assert (restored.failures, restored.changed_marts, restored.release_problems) == ((), (), ())
    assert files(new.marts) == files(home.marts)
    assert files(new.disclosure) == files(home.disclosure)
    assert numbered_releases(new).current_number() == 1
    assert verify(new) == verify(new, 2) == []


def test_the_restored_home_goes_on_counting_and_remembers(home: Home, tmp_path: Path) -> None:
    made = back_up(home, tmp_path / "backups", tmp_path / "keys").path
    new = Home(tmp_path / "new")
    restore(made, new, tmp_path / "keys")
    assert make_release(new, "trivsel5").number == 2  # it is the same as that one
    refreshed(new, COUNTS | {("510", "2017-01-31"): 50})
    assert make_release(new, "trivsel5").number == 3


def test_a_release_that_was_damaged_before_is_told_of(home: Home, tmp_path: Path) -> None:
    (home.marts / "releases" / "1" / "data" / "key_figures.csv").write_text("x")
    made = back_up(home, tmp_path / "backups", tmp_path / "keys").path
    restored = restore(made, Home(tmp_path / "new"), tmp_path / "keys")
    [problem] = restored.release_problems
    assert "key_figures.csv has changed" in problem


def test_marts_that_are_not_what_they_were_are_named(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refresh(home: Home) -> RefreshOutcome:
        refreshed(home, COUNTS | {("510", "2017-01-31"): 50})
        return RefreshOutcome(True, (), ())

    made = back_up(home, tmp_path / "backups", tmp_path / "keys").path
    monkeypatch.setattr(RESTORING, "refresh", refresh)
    restored = restore(made, Home(tmp_path / "new"), tmp_path / "keys")
    assert restored.changed_marts == ("key_figures.parquet",)
