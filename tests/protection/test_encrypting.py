"""Encryption switched on: everything is as before, and the unencrypted file is gone."""

from __future__ import annotations

import sys

import pytest

from pipelines.deliveries.encryption import is_encrypted
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
from pipelines.keys import key_file, read_key
from pipelines.protection.encrypting import encrypt
from pipelines.protection.rebuild import DeliveriesMissingError
from pipelines.protection.rotation import rotate as rotate_key
from pipelines.refresh import RefreshOutcome
from tests.deliveries.folder import Folder
from tests.protection.rotating import first_child, rotation, small_home, without_dagster


@pytest.fixture
def small(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A home that is not encrypted; Dagster and dbt are left out."""
    small_home(folder)
    module = sys.modules["pipelines.protection.encrypting"]
    monkeypatch.setattr(module, "refresh", lambda _: RefreshOutcome(True, (), ()))
    without_dagster(rotation(), monkeypatch.setattr)
    return folder


def rows(home: Home) -> list[tuple[object, ...]]:
    with reading_warehouse(home) as connection:
        return connection.execute("from raw.foranstaltninger_in_force order by all").fetchall()


def test_everything_is_as_before_and_nothing_can_be_read(small: Folder) -> None:
    before, person = rows(small.home), first_child(small.home)
    assert person.encode() in small.home.warehouse.read_bytes()
    done = encrypt(small.home)
    assert done.is_new_key and done.key_path == small.home.secret / "database.key"
    assert is_encrypted(small.home.warehouse) and rows(small.home) == before
    files = [path for path in small.home.path.glob("*duckdb*") if path.is_file()]
    assert files == [small.home.warehouse]
    assert person.encode() not in small.home.warehouse.read_bytes()


def test_again_it_changes_nothing(small: Folder) -> None:
    encrypt(small.home)
    key, inode = read_key(key_file(small.home, "database")), small.home.warehouse.stat().st_ino
    assert not encrypt(small.home).is_new_key
    assert read_key(key_file(small.home, "database")) == key
    assert small.home.warehouse.stat().st_ino == inode


def test_what_cannot_be_loaded_again_leaves_it_unencrypted_and_without_a_key(small: Folder) -> None:
    small.home.corrections.unlink()
    small.load()
    before = rows(small.home)
    (small.home.raw / "foranstaltninger" / "2018-01-01_a.csv").unlink()
    with pytest.raises(DeliveriesMissingError):
        encrypt(small.home)
    assert not key_file(small.home, "database").path.exists()
    assert is_encrypted(small.home.warehouse) is False and rows(small.home) == before


def test_the_pseudonym_key_of_an_encrypted_home_is_exchanged_too(small: Folder) -> None:
    encrypt(small.home)
    before = rows(small.home)
    assert rotate_key(small.home).version == 2
    assert is_encrypted(small.home.warehouse)
    assert len(rows(small.home)) == len(before) and rows(small.home) != before
