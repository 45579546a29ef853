"""The same tables are the same bytes, whenever, wherever and by however many threads."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

# The last two: what is in memory that a program has not written to.
HERE = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "1",
    "MALLOC_PERTURB_": "1",
    "DUCKDB_JE_MALLOC_CONF": "junk:true",
}
ELSEWHERE = {
    "TZ": "Pacific/Auckland",
    "LC_ALL": "da_DK.UTF-8",
    "PYTHONHASHSEED": "2",
    "MALLOC_PERTURB_": "90",
    "DUCKDB_JE_MALLOC_CONF": "junk:false",
}


def made(folder: Path, threads: int, environment: dict[str, str]) -> dict[str, bytes]:
    """The files that another process makes, by their names."""
    subprocess.run(
        [sys.executable, "-m", "tests.publication.content.made", str(folder), str(threads)],
        env=os.environ | environment,
        check=True,
    )
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("here") / "7", 1, HERE)


def test_two_processes_make_the_same_files(here: dict[str, bytes], tmp_path: Path) -> None:
    there = made(tmp_path / "another_name", 4, ELSEWHERE)
    assert list(there) == list(here)
    assert [name for name in here if there[name] != here[name]] == []


def test_a_process_that_has_seen_much_makes_the_same_files(
    here: dict[str, bytes], release: Path
) -> None:
    assert [name for name, held in contents(release).items() if held != here[name]] == []


def test_no_file_says_where_it_was_made(
    release: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    places = [str(tmp_path_factory.getbasetemp()), str(Path.home()), str(Path.cwd())]
    named = [place.encode() for place in [*places, socket.gethostname()] if len(place) > 3]
    assert [
        name for name, held in contents(release).items() if any(place in held for place in named)
    ] == []
