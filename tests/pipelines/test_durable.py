"""What has been written is on the disk, and takes a name only where and how it may."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines import durable


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the disk was waited for, in order."""
    found: list[Path] = []
    fsync = os.fsync

    def remembering(descriptor: int) -> None:
        found.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", remembering)
    return found


def test_all_of_a_folder_is_waited_for_names_last(tmp_path: Path, synced: list[Path]) -> None:
    folder = tmp_path / "folder"
    for name in ("a/b/file", "a/empty", "other"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "link").symlink_to(tmp_path / "nowhere")
    durable.sync_all(folder)
    names = ["a", "a/b", "a/b/file", "a/empty", "other"]
    assert sorted(synced) == [folder, *(folder / name for name in names)]
    for path in synced:
        assert path == folder or synced.index(path) < synced.index(path.parent)


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, synced: list[Path]) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    durable.write_in_place(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert synced == [tmp_path / ".file.writing", tmp_path]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("taken", [Path.mkdir, Path.touch, lambda path: path.symlink_to("nowhere")])
def test_a_folder_takes_nobodys_name(tmp_path: Path, taken: object) -> None:
    (tmp_path / "new").mkdir()
    taken(tmp_path / "1")  # type: ignore[operator]
    with pytest.raises(FileExistsError, match="is there already"):
        durable.rename_folder(tmp_path / "new", tmp_path / "1")
    assert (tmp_path / "new").is_dir()


def test_both_lists_of_names_are_waited_for(tmp_path: Path, synced: list[Path]) -> None:
    for name in ("from/new", "to"):
        (tmp_path / name).mkdir(parents=True)
    durable.rename_folder(tmp_path / "from" / "new", tmp_path / "to" / "1")
    assert (tmp_path / "to" / "1").is_dir()
    assert sorted(synced) == [tmp_path / "from", tmp_path / "to"]


def test_a_link_is_never_missing_in_between(tmp_path: Path, synced: list[Path]) -> None:
    for name in ("old", "new"):
        durable.write_link(tmp_path / f".{name}", Path(name))
    durable.replace_link(tmp_path / ".new", tmp_path / ".old")
    assert (tmp_path / ".old").readlink() == Path("new")
    assert synced == [tmp_path] * 3
    with pytest.raises(FileExistsError):
        durable.write_link(tmp_path / ".old", Path("other"))


def test_what_is_removed_stays_removed(tmp_path: Path, synced: list[Path]) -> None:
    for name in ("file", ".file.writing"):
        (tmp_path / name).touch()
    durable.remove(tmp_path / "file")
    durable.remove(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
    assert synced == [tmp_path] * 2
