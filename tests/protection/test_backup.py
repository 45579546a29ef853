"""A backup is whole or is none, holds no key, and leads back to the same home."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.home import Home
from pipelines.keys import KeyRefusedError, create_key, key_file
from pipelines.lock import writer_lock
from pipelines.protection.backup import (
    BackupDamagedError,
    BackupRefusedError,
    FileChangedError,
    Manifest,
    RestoreRefusedError,
    back_up,
    copying,
    make,
    problems,
    restore,
)
from pipelines.publication.listing import numbered_releases
from pipelines.publication.reasons import reasons_file
from pipelines.publication.unprotected import UnprotectedSet, numbered_sets
from tests.deliveries.folder import Folder
from tests.protection.rotating import small_home

DELIVERY = "raw/foranstaltninger/2018-01-01_a.csv"
BEGUN = {"state": "begun", "erasure": "E1", "at": "2018-01-01T00:00:00+00:00", "by": "root"}
BEGUN |= {"reason": "-", "kind": "source", "persons": [], "wanted": ["trivsel"], "files": []}


@pytest.fixture
def small(folder: Folder) -> Folder:
    """Two releases, of which readers see the first; what else is there can be made again."""
    small_home(folder)
    for content in (b"a mart", b"another"):
        with numbered_releases(folder.home).stage() as staging:
            (staging / "data").mkdir()
            (staging / "data" / "a.parquet").write_bytes(content)
            number = numbered_releases(folder.home).publish(staging)
        reasons_file(folder.home, number).parent.mkdir(exist_ok=True)
        reasons_file(folder.home, number).write_bytes(b"reasons")
    numbered_releases(folder.home).point_to(1)
    (folder.home.marts / ".staging-1").mkdir()
    (folder.home.marts / ".staging-1" / "half").touch()
    with numbered_sets(folder.home).stage() as staging:
        UnprotectedSet(staging).marts_folder.mkdir()
        UnprotectedSet(staging).mart("a").write_bytes(b"an unprotected mart")
        numbered_sets(folder.home).publish(staging)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_holds_what_cannot_be_made_again_and_no_key(small: Folder, tmp_path: Path) -> None:
    (small.home.path / ".demonstration").touch()
    done = {"state": "done", "erasure": BEGUN["erasure"], "at": BEGUN["at"]}
    small.home.erasures.write_text(f"{json.dumps(BEGUN)}\n{json.dumps(done)}\n")
    small.home.accepted_shrinks.write_text("{}\n")
    made = back_up(small.home, tmp_path / "backups")
    assert made.path == tmp_path / "backups" / "000001" and made.left_out == ()
    copied = files(made.path)
    expected = {".demonstration", "corrections.yml", "erasures.jsonl", "accepted_shrinks.jsonl"}
    expected |= {"log/access.head", "log/access.jsonl", DELIVERY}
    expected |= {f"marts/releases/{number}/data/a.parquet" for number in (1, 2)}
    expected |= {f"disclosure/{number}.parquet" for number in (1, 2)}
    assert set(copied) == expected | {"manifest.json"}
    assert made.file_count == len(expected)
    assert all(copied[name] == (small.home.path / name).read_bytes() for name in expected)
    secret = key_file(small.home, "pseudonym").path.read_text().strip()
    assert not [name for name, content in copied.items() if secret.encode() in content]
    assert problems(made.path) == []


def test_it_remembers_the_pointer_and_how_the_marts_were(small: Folder, tmp_path: Path) -> None:
    manifest = Manifest.read(back_up(small.home, tmp_path).path)
    assert manifest.current_release == 1
    assert manifest.marts == {"a.parquet": hashlib.sha256(b"an unprotected mart").hexdigest()}


def test_a_home_without_releases_has_no_pointer(folder: Folder, tmp_path: Path) -> None:
    small_home(folder)
    manifest = Manifest.read(back_up(folder.home, tmp_path).path)
    assert (manifest.current_release, manifest.marts) == (None, {})


def test_a_backup_of_before_there_were_releases_is_read(small: Folder, tmp_path: Path) -> None:
    """It held the marts themselves."""
    folder = back_up(small.home, tmp_path).path
    content = json.loads((folder / "manifest.json").read_text())
    del content["marts"], content["current_release"]
    copied = content["files"].pop("marts/releases/1/data/a.parquet")
    content |= {"format": 1, "files": {"marts/a.parquet": copied}}
    (folder / "manifest.json").write_text(json.dumps(content))
    manifest = Manifest.read(folder)
    assert manifest.marts == {"a.parquet": hashlib.sha256(b"a mart").hexdigest()}
    assert manifest.current_release is None


def test_only_its_owner_can_read_it(small: Folder, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = back_up(small.home, tmp_path / "backups", tmp_path / "keys")
    finally:
        os.umask(before)
    for path in [
        made.path,
        *made.path.rglob("*"),
        tmp_path / "keys",
        *(tmp_path / "keys").iterdir(),
    ]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_backups_are_numbered_and_never_overwritten(small: Folder, tmp_path: Path) -> None:
    first = back_up(small.home, tmp_path).path
    before = files(first)
    assert [back_up(small.home, tmp_path).path.name for _ in range(2)] == ["000002", "000003"]
    shutil.rmtree(tmp_path / "000002")
    assert back_up(small.home, tmp_path).path.name == "000004"
    assert files(first) == before


def exchanged_for_a_link(path: Path) -> None:
    path.rename(path.parents[4] / "elsewhere")
    path.symlink_to(path.parents[4] / "elsewhere")


@pytest.mark.parametrize(
    ("name", "harm", "sentence"),
    [
        pytest.param(DELIVERY, Path.unlink, "is missing", id="missing"),
        pytest.param(DELIVERY, lambda path: path.write_bytes(b"x"), "has changed", id="changed"),
        pytest.param("raw/x", Path.touch, "does not belong to it", id="additional"),
        pytest.param(DELIVERY, exchanged_for_a_link, "is no regular file", id="link"),
    ],
)
def test_what_happened_to_a_backup_is_seen(
    small: Folder, tmp_path: Path, name: str, harm: Callable[[Path], object], sentence: str
) -> None:
    made = back_up(small.home, tmp_path / "backups", tmp_path / "keys")
    harm(made.path / name)
    assert problems(made.path) == [f"{name} {sentence}"]
    with pytest.raises(BackupDamagedError, match=sentence):
        restore(made.path, Home(tmp_path / "new"), tmp_path / "keys")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(None, "no manifest.json", id="none"),
        pytest.param("{", "no manifest.json", id="torn"),
        pytest.param("[]", "no manifest.json", id="other"),
        pytest.param({"format": 3}, "has format 3", id="of another version"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_no_backup(
    small: Folder, tmp_path: Path, content: str | dict[str, Any] | None, sentence: str
) -> None:
    manifest = back_up(small.home, tmp_path).path / "manifest.json"
    whole = json.loads(manifest.read_text())
    manifest.unlink()
    if content is not None:
        manifest.write_text(content if isinstance(content, str) else json.dumps(whole | content))
    with pytest.raises(BackupDamagedError, match=sentence):
        problems(manifest.parent)


def test_an_interrupted_backup_is_none(
    small: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(make, "copy", full)
    with pytest.raises(OSError, match="No space"):
        back_up(small.home, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    monkeypatch.undo()
    (tmp_path / "backups" / ".staging-1" / "raw").mkdir(parents=True)  # as a kill would leave it
    back_up(small.home, tmp_path / "backups")
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["000001"]


def test_a_failing_disk_is_seen_before_it_counts_as_a_backup(
    small: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worse(source: Path, target: Path) -> make.Copied:
        copied = copy(source, target)
        target.write_bytes(b"")
        return copied

    copy = make.copy
    monkeypatch.setattr(make, "copy", worse)
    with pytest.raises(BackupRefusedError, match="has changed"):
        back_up(small.home, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_file_that_grows_meanwhile_is_named(
    small: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = small.home.path / DELIVERY

    class Growing:
        is_first = True

        def update(self, _: bytes) -> None:
            if self.is_first:
                with delivery.open("a") as file:
                    file.write("more\n")
            self.is_first = False

        def hexdigest(self) -> str:
            return ""

    monkeypatch.setattr(copying.hashlib, "sha256", Growing)
    monkeypatch.setattr(copying, "_BLOCK", 10_000)
    with pytest.raises(FileChangedError, match=r"2018-01-01_a\.csv is being written"):
        copying.copy(delivery, tmp_path / "copy")


def test_what_is_no_regular_file_is_left_out_and_told(small: Folder, tmp_path: Path) -> None:
    (small.home.raw / "link.csv").symlink_to("/etc/passwd")
    os.mkfifo(small.home.raw / "pipe.csv")
    made = back_up(small.home, tmp_path / "backups")
    assert made.left_out == ("raw/link.csv", "raw/pipe.csv")
    assert problems(made.path) == []


@pytest.mark.parametrize(
    ("to", "keys", "sentence"),
    [
        pytest.param("home/backups", None, "lies in the home", id="in the home"),
        pytest.param("backups", "backups/keys", "apart from", id="keys in the backups"),
        pytest.param("backups/all", "backups", "apart from", id="backups in the keys"),
        pytest.param("backups", "home/keys", "apart from", id="keys in the home"),
    ],
)
def test_places_that_do_not_help(
    small: Folder, tmp_path: Path, to: str, keys: str | None, sentence: str
) -> None:
    with pytest.raises(BackupRefusedError, match=sentence):
        back_up(small.home, tmp_path / to, tmp_path / keys if keys else None)
    assert not (tmp_path / "backups").exists()


def test_nobody_writes_into_the_home_meanwhile(small: Folder, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; import sys; from pipelines.home import Home\n"
        "from pipelines.protection.backup import back_up\n"
        "back_up(Home(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    with writer_lock(small.home, "a refresh"):
        ran = subprocess.run(
            [sys.executable, "-c", code, small.home.path, tmp_path / "backups"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert "HomeLockedError" in ran.stderr and "a refresh" in ran.stderr
    assert not (tmp_path / "backups").exists()


def test_an_interrupted_change_of_the_key_must_be_finished_first(
    small: Folder, tmp_path: Path
) -> None:
    small.home.rotation.write_text("{}")
    with pytest.raises(BackupRefusedError, match="--finish"):
        back_up(small.home, tmp_path / "backups")


def test_keys_are_kept_apart_under_the_name_of_their_check_value(
    small: Folder, tmp_path: Path
) -> None:
    create_key(key_file(small.home, "erasure"))
    for _ in range(2):  # a second time finds them there
        back_up(small.home, tmp_path / "backups", tmp_path / "keys")
    names = sorted(path.name.rpartition("-")[0] for path in (tmp_path / "keys").iterdir())
    assert names == ["erasure", "pseudonym"]


def test_an_erasure_must_be_finished_first(small: Folder, tmp_path: Path) -> None:
    small.home.erasures.write_text(json.dumps(BEGUN) + "\n")
    with pytest.raises(BackupRefusedError, match="erase --resume"):
        back_up(small.home, tmp_path / "backups")


def test_without_the_keys_nothing_is_restored(small: Folder, tmp_path: Path) -> None:
    made = back_up(small.home, tmp_path / "backups", tmp_path / "keys")
    with pytest.raises(RestoreRefusedError, match="had a pseudonym key"):
        restore(made.path, Home(tmp_path / "new"))
    [kept] = (tmp_path / "keys").iterdir()
    kept.write_text("0" * 64)
    with pytest.raises(RestoreRefusedError, match="another key"):
        restore(made.path, Home(tmp_path / "new"), tmp_path / "keys")
    kept.unlink()
    with pytest.raises(KeyRefusedError, match="missing"):
        restore(made.path, Home(tmp_path / "new"), tmp_path / "keys")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "home", "keys"]


def test_a_home_that_is_there_is_never_overwritten(small: Folder, tmp_path: Path) -> None:
    made = back_up(small.home, tmp_path / "backups", tmp_path / "keys")
    before = files(small.home.path)
    with pytest.raises(RestoreRefusedError, match="is there already"):
        restore(made.path, small.home, tmp_path / "keys")
    with pytest.raises(RestoreRefusedError, match="lies in the backup"):
        restore(made.path, Home(made.path / "new"), tmp_path / "keys")
    assert files(small.home.path) == before and problems(made.path) == []
