"""What was erased after a backup does not come back with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipelines.deliveries.pseudonym import load_pseudonymiser
from pipelines.deliveries.run import load_deliveries
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
from pipelines.keys import KeyRefusedError, key_file
from pipelines.protection.backup import back_up, restore
from pipelines.protection.erasure import Persons, erase
from pipelines.refresh import RefreshOutcome
from tests.deliveries.folder import MEASURES, Folder
from tests.protection.rotating import NUMBERS, first_child, small_home

ERASED, *OTHERS = NUMBERS


@pytest.fixture
def small(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A home with a correction about the child that is erased; Dagster and dbt are left out."""

    def refresh(home: Home) -> RefreshOutcome:
        load_deliveries(home, None, lambda _: None)
        return RefreshOutcome(True, (), ())

    small_home(folder)
    for module in ("backup.restore", "erasure.erasing"):
        monkeypatch.setattr(sys.modules[f"pipelines.protection.{module}"], "refresh", refresh)
    return folder


def persons_of(home: Home) -> set[str]:
    with reading_warehouse(home) as connection:
        rows = connection.execute("select person_id from raw.foranstaltninger").fetchall()
    return {person for (person,) in rows}


def left(home: Home, *texts: str) -> list[str]:
    """The files of the home that hold one of the texts."""
    files = [path for path in home.path.rglob("*") if path.is_file()]
    return [f.name for f in files if any(text.encode() in f.read_bytes() for text in texts)]


def test_erased_after_the_backup_erased_after_the_restore(small: Folder, tmp_path: Path) -> None:
    name, old = first_child(small.home), back_up(small.home, tmp_path / "backups").path
    erase(small.home, Persons((ERASED,)), "case 17")
    back_up(small.home, tmp_path / "backups", tmp_path / "keys")
    new = Home(tmp_path / "new")
    restore(old, new, tmp_path / "keys", small.home.erasures)
    key = load_pseudonymiser(new, may_create=False)
    assert persons_of(new) == set(key.pseudonyms(OTHERS))
    assert left(new, ERASED, name) == [] and left(new, OTHERS[0]) == ["2018-01-01_a.csv"]
    lines = (new.raw / "foranstaltninger" / "2018-01-01_a.csv").read_text().splitlines()
    assert lines == [MEASURES.strip(), *(f"{n};657;SEL-50;2016-01-31;2016-12-31" for n in OTHERS)]
    assert new.erasures.read_bytes() == small.home.erasures.read_bytes()


def test_erased_before_the_backup_stays_erased(small: Folder, tmp_path: Path) -> None:
    name = first_child(small.home)
    erase(small.home, Persons((ERASED,)), "case 17")
    made = back_up(small.home, tmp_path / "backups", tmp_path / "keys").path
    new = Home(tmp_path / "new")
    restore(made, new, tmp_path / "keys")
    assert left(new, ERASED, name) == [] and len(persons_of(new)) == 2


def test_without_the_key_of_the_erasures_nothing_is_restored(small: Folder, tmp_path: Path) -> None:
    old = back_up(small.home, tmp_path / "backups", tmp_path / "keys").path
    erase(small.home, Persons((ERASED,)), "case 17")
    with pytest.raises(KeyRefusedError, match="erasure key"):
        restore(old, Home(tmp_path / "new"), tmp_path / "keys", small.home.erasures)
    assert not (tmp_path / "new").exists() and not list(tmp_path.glob(".restoring*"))


def test_the_restored_home_has_the_same_pseudonyms_and_corrections(
    small: Folder, tmp_path: Path
) -> None:
    made = back_up(small.home, tmp_path / "backups", tmp_path / "keys").path
    new = Home(tmp_path / "new")
    restored = restore(made, new, tmp_path / "keys")
    assert restored.failures == () and first_child(new) == first_child(small.home)
    assert key_file(new, "pseudonym").path.stat().st_mode & 0o077 == 0
    assert new.secret.stat().st_mode & 0o077 == 0
    with reading_warehouse(new) as connection:
        corrected = connection.execute(
            "select person_id from raw.foranstaltninger_in_force where slutdato = '2016-11-30'"
        ).fetchall()
    assert corrected == [(first_child(new),)]
    assert {o.outcome for o in load_deliveries(new, None, lambda _: None)} == {"unchanged"}
