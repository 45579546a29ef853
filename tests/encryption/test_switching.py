"""A database key that comes, goes or changes: a refresh is due, a rebuild switches it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.deliveries.encryption import is_encrypted
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
from pipelines.keys import KeyRefusedError, create_key, key_file
from pipelines.operations.fingerprint import inputs_of
from pipelines.protection.rebuild import rebuild, swap_in
from tests.deliveries.conftest import folder
from tests.deliveries.folder import MEASURES, ONE_MEASURE, Folder

__all__ = ["folder"]
MEASURE = "foranstaltninger/2018-01-01_a.csv"


def test_a_home_whose_key_came_went_or_changed_is_not_unchanged(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.raw.mkdir()
    file = key_file(home, "database")
    found = [inputs_of(home, None)]
    for _ in range(2):
        create_key(file)
        found.append(inputs_of(home, None))
        file.path.chmod(0o644)
        found.append(inputs_of(home, None))
        file.path.unlink()
    plain, first, open_to_others, second, _ = found
    assert not any(
        one == other for one, other in [(plain, first), (first, second), (first, open_to_others)]
    )
    assert inputs_of(home, None) == plain


def test_made_anew_with_a_key_it_is_encrypted_and_holds_the_same(folder: Folder) -> None:
    folder.put(MEASURE, MEASURES + ONE_MEASURE)
    folder.load()
    before = folder.rows("select * from raw.foranstaltninger")
    assert is_encrypted(folder.home.warehouse) is False
    create_key(key_file(folder.home, "database"))
    swap_in(folder.home, rebuild(folder.home))
    assert is_encrypted(folder.home.warehouse) is True
    with reading_warehouse(folder.home) as connection:
        after = connection.execute("select * from raw.foranstaltninger").fetchall()
    assert after == before != []


def test_a_lost_key_stops_making_it_anew_before_anything_is_lost(folder: Folder) -> None:
    """What the old one held could not be compared; the message says how to go on without it."""
    create_key(key_file(folder.home, "database"))
    folder.put(MEASURE, MEASURES + ONE_MEASURE)
    folder.load()
    before = folder.home.warehouse.read_bytes()
    key_file(folder.home, "database").path.unlink()
    with pytest.raises(KeyRefusedError, match="If it is lost, move the warehouse away and refresh"):
        rebuild(folder.home)
    assert folder.home.warehouse.read_bytes() == before
    assert [path.name for path in folder.home.path.glob("*rebuilding*")] == []
