"""Another key: everybody is called something else, and not a single figure changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.deliveries.warehouse import open_warehouse, reading_warehouse
from pipelines.home import Home
from pipelines.keys import Key, KeyFile, KeyRefusedError, key_file, read_key, write_key
from pipelines.protection.rotation import (
    Rotated,
    RotationRefusedError,
    UnknownPseudonymError,
)
from pipelines.protection.rotation import rotate as rotate_key
from pipelines.protection.rotation.comparison import differences
from tests.deliveries.folder import Folder
from tests.end_to_end.command import mart_hashes, noegletal
from tests.protection.rotating import first_child, rotation, small_home, without_dagster

PERSONS = "select distinct person_id from raw.foranstaltninger order by all"


@pytest.fixture
def small(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A home of three children and a correction, rotated without Dagster and dbt."""
    small_home(folder)
    without_dagster(rotation(), monkeypatch.setattr)
    return folder


def state(folder: Folder) -> tuple[object, ...]:
    """All that a rotation could change."""
    secret = {path.name: path.read_bytes() for path in folder.home.secret.iterdir()}
    files = {path.name for path in folder.home.path.iterdir()} - {".lock"}
    return folder.rows(PERSONS), folder.home.corrections.read_text(), secret, files


def test_a_whole_home_gets_new_pseudonyms_and_keeps_every_figure(demo_home: Path) -> None:
    home, before = Home(demo_home), mart_hashes(demo_home)
    with reading_warehouse(home) as connection:
        persons = {p for (p,) in connection.execute(PERSONS).fetchall()}
    old = read_key(key_file(home, "pseudonym"))
    ran = noegletal("keys", "rotate", "--home", demo_home)
    assert ran.exit_code == 0, ran.talk
    assert (ran.out, "Key version 2" in ran.talk) == ("", True)
    new = read_key(key_file(home, "pseudonym"))
    assert new.version == 2 and new.secret != old.secret
    with reading_warehouse(home) as connection:
        renamed = {p for (p,) in connection.execute(PERSONS).fetchall()}
    assert len(renamed) == len(persons) and all(p.startswith("p2_") for p in renamed)
    assert mart_hashes(demo_home) == before
    again = noegletal("refresh", "--home", demo_home)
    assert again.exit_code == 0 and "Nothing new" in again.talk, again.talk
    written = (demo_home / "warehouse.duckdb").read_bytes()
    assert not [p for p in persons if p.encode() in written]
    assert not [
        p
        for p in demo_home.rglob("*")
        if p.is_file() and old.secret.hex().encode() in p.read_bytes()
    ]
    checked = noegletal("keys", "check", "--home", demo_home)
    assert checked.exit_code == 0 and "version 2" in checked.out and "fits" in checked.out


def test_corrections_name_the_same_children_as_before(small: Folder) -> None:
    before, first = small.home.corrections.read_text(), first_child(small.home)
    assert rotate_key(small.home) == Rotated(2, True, ())
    after = small.home.corrections.read_text()
    assert after == before.replace(first, first_child(small.home)) != before
    assert small.home.corrections.stat().st_mode & 0o077 == 0
    corrected = "select person_id from raw.foranstaltninger_in_force where slutdato = '2016-11-30'"
    assert small.rows(corrected) == [(first_child(small.home),)]


def test_versions_go_on(small: Folder) -> None:
    versions = [rotate_key(small.home).version for _ in range(2)]
    assert versions == [2, 3] and first_child(small.home).startswith("p3_")


def test_a_given_key_is_taken(small: Folder) -> None:
    given = Key.new(5)
    rotate_key(small.home, given)
    assert read_key(key_file(small.home, "pseudonym")) == given


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(Key.new(1), id="of the same version"),
        pytest.param(None, id="the present one again"),
    ],
)
def test_a_key_that_is_no_new_one_is_refused(small: Folder, given: Key | None) -> None:
    before = state(small)
    present = read_key(key_file(small.home, "pseudonym"))
    with pytest.raises(RotationRefusedError, match="p2: and 64"):
        rotate_key(small.home, given or Key(2, present.secret))
    assert state(small) == before


def test_a_key_named_by_the_environment_is_exchanged_in_its_place(
    small: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = key_file(small.home, "pseudonym").path
    (tmp_path / "elsewhere").mkdir()
    present.rename(tmp_path / "elsewhere" / "a.key")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "a.key")
    monkeypatch.setenv("NOEGLETAL_KEY_FILE", str(tmp_path / "link"))
    assert rotate_key(small.home).is_in_place
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "elsewhere" / "a.key").read_text().startswith("p2:")
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["a.key"]


def test_a_key_that_the_system_hands_in_is_exchanged_by_its_owner(
    small: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    key_file(small.home, "pseudonym").path.rename(credentials / "pseudonym_key")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    with pytest.raises(RotationRefusedError, match="--new-key-file"):
        rotate_key(small.home)
    new = Key.new(2)
    assert rotate_key(small.home, new) == Rotated(2, False, ())
    with pytest.raises(KeyRefusedError, match="not the pseudonym key"):
        small.load()
    (credentials / "pseudonym_key").unlink()
    write_key(KeyFile("pseudonym", credentials / "pseudonym_key", True), new)
    assert [outcome.outcome for outcome in small.load()] == ["unchanged"]


def test_a_home_that_is_not_the_same_afterwards_keeps_its_key(
    small: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(small)

    def lose_one(_: Home, rebuilt: Home) -> None:
        with open_warehouse(rebuilt) as connection:
            connection.execute("delete from raw.foranstaltninger where line = 2")

    monkeypatch.setattr(rotation(), "_compute", lose_one)
    with pytest.raises(RotationRefusedError, match=r"foranstaltninger had 3 rows and has 2"):
        rotate_key(small.home)
    assert state(small) == before


def test_a_correction_of_nobody_stops_it(small: Folder) -> None:
    nobody = "p1_" + "0" * 64
    with small.home.corrections.open("a") as file:
        file.write(f"# {nobody}\n")
    before = state(small)
    with pytest.raises(UnknownPseudonymError, match=r"corrections.yml, line 12"):
        rotate_key(small.home)
    assert state(small) == before


def test_a_home_that_is_not_in_order_keeps_its_key(
    small: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.refresh import RefreshOutcome

    broken = RefreshOutcome(True, ("trivsel: does not hold",), ())
    monkeypatch.setattr(rotation(), "refresh", lambda _: broken)
    before = state(small)
    with pytest.raises(RotationRefusedError, match="trivsel: does not hold"):
        rotate_key(small.home)
    assert state(small) == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param("drop table marts.a", "marts.a is in the old warehouse only", id="lost"),
        pytest.param("create table core.b (i int)", "core.b is in the new", id="additional"),
        pytest.param("update marts.a set v = 0.3", "marts.a .* other values", id="last digit"),
        pytest.param("update core.p set person_id = 'p2_x'", "distinct persons", id="one for two"),
        pytest.param("delete from core.p where n = 1", "had 2 rows and has 1", id="row"),
    ],
)
def test_what_is_compared(tmp_path: Path, change: str, sentence: str) -> None:
    homes = [Home(tmp_path / name) for name in ("old", "new")]
    for home, version in zip(homes, (1, 2), strict=True):
        with open_warehouse(home) as connection:
            connection.execute("create schema core; create schema marts")
            connection.execute("create table marts.a as select 0.1::double + 0.2 as v")
            person = f"'p{version}_' || n as person_id"
            connection.execute(f"create table core.p as select n, {person} from range(2) r(n)")
    with reading_warehouse(homes[0]) as old, reading_warehouse(homes[1]) as new:
        assert differences(old, new) == []
    with open_warehouse(homes[1]) as connection:
        connection.execute(change)
    with reading_warehouse(homes[0]) as old, reading_warehouse(homes[1]) as new:
        [found] = differences(old, new)
    assert re.search(sentence, found)
