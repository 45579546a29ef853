"""A whole refresh of an encrypted home: the same marts, and the key in its own file only."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.deliveries.encryption import is_encrypted
from pipelines.home import Home
from pipelines.keys import Key, KeyRefusedError, create_key, key_file, read_key
from pipelines.transformation.build import build
from pipelines.transformation.environment import dbt_arguments
from tests.end_to_end.command import Ran, mart_hashes, noegletal


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Ran]:
    """The demonstration made with a database key, and all that the command said."""
    home = Home(tmp_path_factory.mktemp("encrypted") / "home")
    create_key(key_file(home, "database"))
    ran = noegletal("demo", "--home", home.path)
    assert ran.exit_code == 0, ran.talk
    return home, ran


def spellings(key: Key) -> list[bytes]:
    """The key as it might be written somewhere."""
    text = key.secret.hex()
    return [
        key.secret,
        text.encode(),
        text.upper().encode(),
        b64encode(key.secret),
        repr(key.secret).encode(),
    ]


def holding(folder: Path, wanted: list[bytes]) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and any(each in path.read_bytes() for each in wanted):
            yield str(path.relative_to(folder))


def test_the_marts_are_the_same_bytes(encrypted: tuple[Home, Ran], prepared_demo: Path) -> None:
    home, _ = encrypted
    assert is_encrypted(home.warehouse) and not is_encrypted(Home(prepared_demo).warehouse)
    assert mart_hashes(home.path) == mart_hashes(prepared_demo) != {}


def test_the_key_is_in_its_file_only(
    encrypted: tuple[Home, Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when dbt is asked to write down everything that it does."""
    home, ran = encrypted

    def talkative(*command: str, project: Path | None = None) -> list[str]:
        arguments = dbt_arguments(*command, project=project)
        arguments[arguments.index("--log-level-file") + 1] = "debug"
        return arguments

    monkeypatch.setattr("pipelines.transformation.build.dbt_arguments", talkative)
    assert {result.status for result in build(home, ["stg_population"])} <= {"success", "pass"}
    assert "view" in (home.dbt_logs / "dbt.log").read_text("utf-8")
    wanted = spellings(read_key(key_file(home, "database")))
    assert list(holding(home.path, wanted)) == ["secret/database.key"]
    said = (ran.out + ran.talk).encode()
    assert not any(each in said for each in wanted)


def test_another_key_says_what_to_do_and_changes_nothing(encrypted: tuple[Home, Ran]) -> None:
    home, _ = encrypted
    file = key_file(home, "database").path
    before, kept = home.warehouse.read_bytes(), file.read_bytes()
    file.unlink()
    try:
        create_key(key_file(home, "database"))
        told = [
            noegletal("refresh", "--home", home.path),
            noegletal("feedback", "none", "--home", home.path),
        ]
        with pytest.raises(KeyRefusedError, match="Restore that key"):
            build(home)
    finally:
        file.write_bytes(kept)
    for ran in told:
        assert ran.exit_code == 1
        assert "Restore that key" in " ".join(ran.talk.split()), ran.talk
        assert "Traceback" not in ran.talk
    assert home.warehouse.read_bytes() == before


def test_a_refresh_of_a_plain_home_with_a_new_key_says_what_to_do(demo_home: Path) -> None:
    home = Home(demo_home)
    create_key(key_file(home, "database"))
    ran = noegletal("refresh", "--home", home.path)
    assert ran.exit_code == 1
    assert "Run `noegletal keys encrypt" in " ".join(ran.talk.split())
    assert is_encrypted(home.warehouse) is False
