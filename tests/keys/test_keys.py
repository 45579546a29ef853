"""A key is whole, its owner's alone, and never shown or replaced by accident."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.keys import (
    KEY_NAMES,
    Key,
    KeyFile,
    KeyName,
    KeyRefusedError,
    create_key,
    database_key,
    key_file,
    read_key,
    write_key,
)
from pipelines.keys.key_file import VARIABLES

SECRET = bytes(range(32))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for variable in ("CREDENTIALS_DIRECTORY", *VARIABLES.values()):
        monkeypatch.delenv(variable, raising=False)
    return Home(tmp_path / "home")


def stored(path: Path, content: bytes, mode: int = 0o600) -> KeyFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)
    return KeyFile("pseudonym", path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(SECRET.hex().encode(), Key(1, SECRET), id="digits"),
        pytest.param(f" {SECRET.hex().upper()}\r\n".encode(), Key(1, SECRET), id="windows"),
        pytest.param(SECRET, Key(1, SECRET), id="bytes"),
        pytest.param(f"p2:{SECRET.hex()}\n".encode(), Key(2, SECRET), id="second version"),
        pytest.param(f"p1:{SECRET.hex()}\n".encode(), Key(1, SECRET), id="first version, said"),
    ],
)
def test_how_a_key_is_written(tmp_path: Path, content: bytes, expected: Key) -> None:
    assert read_key(stored(tmp_path / "a.key", content)) == expected
    assert Key.parse(expected.written.encode()) == expected


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(SECRET[:31], id="too short"),
        pytest.param(b"g" * 64, id="no digits"),
        pytest.param(b"p0:" + SECRET.hex().encode(), id="version 0"),
        pytest.param(SECRET.hex().encode() * 2, id="two keys"),
        pytest.param(SECRET.hex().encode() + b" " * 20 + b"and more", id="and more"),
    ],
)
def test_what_is_no_key(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(KeyRefusedError, match="256 bits"):
        read_key(stored(tmp_path / "a.key", content))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601], ids=oct)
def test_a_key_that_is_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(KeyRefusedError, match="can be read by others"):
        read_key(stored(tmp_path / "a.key", SECRET, mode))


def test_a_key_that_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.key", 0o600)
    with pytest.raises(KeyRefusedError, match="regular file"):
        read_key(KeyFile("pseudonym", tmp_path / "a.key"))
    (tmp_path / "b.key").mkdir()
    with pytest.raises(KeyRefusedError, match="regular file"):
        read_key(KeyFile("pseudonym", tmp_path / "b.key"))


@pytest.mark.parametrize("name", KEY_NAMES)
def test_where_a_key_lies(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: KeyName
) -> None:
    assert key_file(home, name) == KeyFile(name, home.secret / f"{name}.key")
    monkeypatch.setenv(VARIABLES[name], str(tmp_path / "named"))
    assert key_file(home, name) == KeyFile(name, tmp_path / "named", True)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert key_file(home, name).path == tmp_path / "named"
    (tmp_path / f"{name}_key").write_bytes(SECRET)
    assert key_file(home, name) == KeyFile(name, tmp_path / f"{name}_key", True, True)


def test_a_credential_may_be_shown_to_its_service_by_an_access_list(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    stored(tmp_path / "pseudonym_key", SECRET, 0o440)
    assert read_key(key_file(home, "pseudonym")) == Key(1, SECRET)
    (tmp_path / "pseudonym_key").chmod(0o444)
    with pytest.raises(KeyRefusedError, match="can be read by others"):
        read_key(key_file(home, "pseudonym"))


def test_a_new_key_is_its_owners_alone_and_stands_in_nobodys_place(home: Home) -> None:
    file = key_file(home, "pseudonym")
    os.umask(os.umask(0))  # whatever the umask is
    key = create_key(file, version=3)
    assert read_key(file) == key and key.version == 3
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    with pytest.raises(FileExistsError):
        create_key(file)
    assert read_key(file) == key
    assert [path.name for path in home.secret.iterdir()] == ["pseudonym.key"]


def test_a_folder_that_was_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir(mode=0o755)
    create_key(KeyFile("pseudonym", tmp_path / "etc" / "a.key", is_configured=True))
    assert stat.S_IMODE((tmp_path / "etc").stat().st_mode) == 0o755


def test_a_key_that_cannot_be_written_is_not_half_there(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        create_key(key_file(home, "pseudonym"))
    assert list(home.secret.iterdir()) == []


def test_every_new_key_is_another() -> None:
    assert len({Key.new().secret for _ in range(100)}) == 100
    assert len(Key.new().secret) == 32


def test_the_secret_is_never_shown() -> None:
    key = Key(2, SECRET)
    shown = f"{key!r} {key} {key.check_value}"
    assert SECRET.hex()[:16] not in shown and repr(SECRET)[2:18] not in shown


def test_a_check_value_tells_keys_and_versions_apart() -> None:
    keys = [Key(1, SECRET), Key(2, SECRET), Key(12, SECRET), Key(1, SECRET[::-1])]
    assert len({key.check_value for key in keys}) == len(keys)


def test_no_database_key_means_no_encryption(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database_key(home) is None
    write_key(key_file(home, "database"), Key(1, SECRET))
    assert database_key(home) == Key(1, SECRET)
    monkeypatch.setenv("NOEGLETAL_DATABASE_KEY_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(KeyRefusedError, match=r"database key .*nowhere is missing"):
        database_key(home)
