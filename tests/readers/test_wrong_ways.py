"""Ways of publishing that are wrong, and that the readers must notice: else they prove nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from benchmarks.release_readers import reading
from tests.readers.small_releases import fill


def in_place(marts: Path, release: int) -> None:
    """The files of the folder that readers have open are written anew."""
    folder = marts / "releases" / "1"
    fill(folder, release)


def pointer_first(marts: Path, release: int) -> None:
    """The pointer leads to a folder that is not filled yet."""
    folder = marts / "releases" / str(release)
    folder.mkdir()
    _point(marts, folder, os.replace)
    fill(folder, release)


def pointer_removed(marts: Path, release: int) -> None:
    """The pointer is removed and made anew: for a moment there is none."""
    folder = marts / "releases" / str(release)
    folder.mkdir()
    fill(folder, release)
    (marts / "current").unlink()
    _point(marts, folder, os.rename)


def former_removed(marts: Path, release: int) -> None:
    """A release is removed while somebody reads it."""
    folder = marts / "releases" / str(release)
    folder.mkdir()
    fill(folder, release)
    former = (marts / "current").resolve()
    _point(marts, folder, os.replace)
    shutil.rmtree(former)


def _point(marts: Path, folder: Path, rename: Callable[[Path, Path], None]) -> None:
    new = marts / "next"
    new.symlink_to(folder)
    rename(new, marts / "current")


@pytest.mark.parametrize("publish", [in_place, pointer_first, pointer_removed, former_removed])
def test_readers_notice(publish: Callable[[Path, int], None], tmp_path: Path) -> None:
    marts = tmp_path / "marts"
    first = marts / "releases" / "1"
    first.mkdir(parents=True)
    fill(first, 1)
    (marts / "current").symlink_to(first)
    with reading(marts, tmp_path, how_many=3, niceness=10) as readers:
        assert readers.problems() == []
        numbers = count(2)

        def noticed() -> bool:
            publish(marts, next(numbers))
            return bool(readers.problems())

        readers.wait_until(noticed)
