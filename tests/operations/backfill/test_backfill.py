"""A backfill is what a refresh of that day gives; it leaves everything else as it was."""

from __future__ import annotations

import csv
import shutil
import stat
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipelines.checksum import sha256
from pipelines.home import Home
from pipelines.operations.backfill import BackfillRefusedError, backfill, delivery_days, kept
from pipelines.publication.unprotected import open_set
from tests.end_to_end.command import in_its_own_process, unprotected_marts

EARLIER, LATER = date(2016, 6, 1), date(2017, 6, 1)


def hashes(folder: Path) -> dict[str, str]:
    """The sha256 of every mart, by name."""
    return {path.name: sha256(path) for path in sorted(folder.glob("*.parquet"))}


def everything(home: Home) -> dict[str, str]:
    """What must stay as it is."""
    parts = [home.warehouse, home.path / ".refreshed.json", *home.unprotected.rglob("*")]
    return {str(path): sha256(path) for path in parts if path.is_file() and not path.is_symlink()}


def test_it_is_what_a_refresh_of_that_day_gives_and_changes_nothing(
    home: Home, tmp_path: Path
) -> None:
    before = everything(home)
    told: list[date] = []
    made = backfill(home, [LATER, EARLIER], progress=told.append)
    assert told == [EARLIER, LATER]
    assert everything(home) == before

    other = tmp_path / "other"
    shutil.copytree(home.raw, other / "raw")
    shutil.copytree(home.secret, other / "secret")
    ran = in_its_own_process("refresh", "--as-of", EARLIER.isoformat(), "--home", other)
    assert ran.exit_code == 0, ran.talk
    assert hashes(made.path / "2016-06-01" / "marts") == hashes(unprotected_marts(other))

    today = hashes(made.path / "2017-06-01" / "marts")
    assert today == hashes(unprotected_marts(home.path))  # nothing has come since
    assert made.kept.days["2017-06-01"] == 0


def test_the_comparison_has_each_figure_that_differs(home: Home) -> None:
    made = backfill(home, [EARLIER])
    with (made.path / "comparison.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == made.kept.days["2016-06-01"] > 0
    assert {line["as_of"] for line in lines} == {"2016-06-01"}
    [placed] = [
        line
        for line in lines
        if (line["key_figure"], line["period"], line["breakdown"], line["area_code"])
        == ("placed_per_1000", "2016-05-31", "total", "510")
    ]
    assert (placed["numerator_earlier"], placed["numerator_later"]) == ("9.0", "5.0")


def test_it_is_confidential_and_leaves_no_copy_of_the_warehouse(home: Home) -> None:
    made = backfill(home, [LATER])
    paths = [made.path, *made.path.rglob("*")]
    assert [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert sorted(path.name for path in home.path.glob("*.duckdb*")) == ["warehouse.duckdb"]
    assert list(home.path.glob(".backfilling*")) == []
    assert [each.name for each in kept(home)] == ["2017-06-01"]


def test_what_fails_in_its_middle_leaves_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object) -> None:
        raise OSError("No space left")

    monkeypatch.setattr("pipelines.operations.backfill.making.fill_set", full_disk)
    before = everything(home)
    with pytest.raises(OSError, match="No space left"):
        backfill(home, [LATER])
    assert everything(home) == before
    assert list(home.backfills.iterdir()) == []
    assert list(home.path.glob(".backfilling*")) == []


def test_what_a_killed_one_has_left_goes(home: Home) -> None:
    left = home.backfills / ".making-0"
    left.mkdir(parents=True)
    (home.path / ".backfilling.duckdb").write_bytes(b"half")
    backfill(home, [LATER])
    assert not left.exists() and not list(home.path.glob(".backfilling*"))


def test_a_name_is_taken_once(home: Home) -> None:
    (home.backfills / "mine").mkdir(parents=True)
    with pytest.raises(BackfillRefusedError, match="There is a backfill mine already"):
        backfill(home, [LATER], name="mine")


@pytest.mark.parametrize("name", ["", "../out", ".hidden", "a/b", "0101801239", "x" * 81])
def test_names_that_are_none_are_refused(name: str, home: Home) -> None:
    with pytest.raises(BackfillRefusedError) as refused:
        backfill(home, [LATER], name=name)
    assert "0101801239" not in str(refused.value)


def test_it_needs_room(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    full = SimpleNamespace(total=9, used=9, free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(BackfillRefusedError, match="Make room"):
        backfill(home, [LATER])


def test_the_days_of_deliveries(home: Home) -> None:
    assert delivery_days(home) == [date(2016, 5, 1), EARLIER, LATER]
    assert open_set(home).info.as_of is None
