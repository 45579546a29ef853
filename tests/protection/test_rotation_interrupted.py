"""Whenever the exchange of the key is cut off, the old key or the new one is in force, whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.deliveries.pseudonym import load_pseudonymiser
from pipelines.home import CHECKOUT, Home
from pipelines.keys import KeyRefusedError
from pipelines.protection.rotation import Ending, RotationRefusedError, finish
from pipelines.protection.rotation import rotate as rotate_key
from tests.deliveries.folder import Folder
from tests.protection.rotating import first_child, small_home

CORRECTED = "select person_id, slutdato::varchar from raw.foranstaltninger_in_force order by all"


def is_whole(folder: Folder) -> int:
    """The version of the key under which everything fits together."""
    assert [outcome.outcome for outcome in folder.load()] == ["unchanged"]
    key = load_pseudonymiser(folder.home, may_create=False).key
    assert folder.rows("select key_check_value from raw.key_value") == [(key.check_value,)]
    first = first_child(folder.home)
    rows = dict(folder.rows(CORRECTED))
    assert rows[first] == "2016-11-30" and len(rows) == 3
    assert all(str(person).startswith(f"p{key.version}_") for person in rows)
    assert folder.home.corrections.read_text().count(first) == 2
    left = [p.name for p in folder.home.path.rglob("*") if "next" in p.name or "rotat" in p.name]
    assert left == [] and not list(folder.home.path.glob("*rebuilding*"))
    return key.version


def test_killed_at_any_step_it_is_mended(folder: Folder, tmp_path: Path) -> None:
    small_home(folder)
    command = [
        sys.executable,
        "-m",
        "tests.protection.rotating",
        folder.home.path,
        tmp_path / "cut",
    ]
    ended = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    *cut_off, done = sorted((tmp_path / "cut").iterdir())
    assert is_whole(Folder(Home(done))) == 2
    assert {mended(Folder(Home(path))) for path in cut_off} == {
        (Ending.NOTHING_DECIDED, 1),
        (Ending.NEW_KEY, 2),
    }


def mended(folder: Folder) -> tuple[Ending, int]:
    """How it was brought to an end, and under which key."""
    if folder.home.rotation.exists():
        with pytest.raises(KeyRefusedError, match="keys rotate --finish"):
            load_pseudonymiser(folder.home, may_create=False)
        with pytest.raises(RotationRefusedError, match="--finish"):
            rotate_key(folder.home)
    ending = finish(folder.home)
    return ending, is_whole(folder)
