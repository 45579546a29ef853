"""A warehouse made anew is the same warehouse, and never less than the old one without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.deliveries.accepted_shrinks import AcceptedShrinksBrokenError
from pipelines.protection.rebuild import DeliveriesMissingError, rebuild, swap_in
from tests.deliveries.folder import MEASURES, ONE_MEASURE, Folder

TABLES = ("deliveries", "delivery_scopes", "delivery_notes", "rejected_rows", "foranstaltninger")
OLD, NEW = "foranstaltninger/2018-01-01_a.csv", "foranstaltninger/2018-05-01_b.csv"


def measures(count: int) -> str:
    return MEASURES + "".join(
        f"6101{n:02}4001;657;SEL-50;2016-01-31;2016-12-31\n" for n in range(count)
    )


def content(folder: Folder) -> dict[str, list[tuple[object, ...]]]:
    return {table: folder.rows(f"select * from raw.{table} order by all") for table in TABLES}


def left_over(home: Path) -> list[str]:
    return sorted(path.name for path in home.glob("*rebuilding*"))


def test_it_holds_what_the_old_one_held(folder: Folder) -> None:
    folder.put(OLD, measures(3))
    folder.put(NEW, measures(4) + "not;a;row\n")
    folder.load()
    before, file_before = content(folder), folder.home.warehouse.stat().st_ino
    swap_in(folder.home, rebuild(folder.home))
    assert content(folder) == before
    assert folder.home.warehouse.stat().st_ino != file_before
    assert left_over(folder.home.path) == []


def test_a_delivery_without_its_file_stops_it(folder: Folder) -> None:
    folder.put(OLD, measures(3))
    folder.put(NEW, measures(4))
    folder.load()
    before = content(folder)
    (folder.home.raw / OLD).unlink()
    with pytest.raises(DeliveriesMissingError, match=OLD):
        rebuild(folder.home)
    assert content(folder) == before
    assert left_over(folder.home.path) == []


def test_a_delivery_that_is_meant_to_be_gone_does_not(folder: Folder) -> None:
    folder.put(OLD, measures(3))
    path = folder.put(NEW, measures(4))
    folder.load()
    [(gone,)] = folder.rows(
        f"select delivery_id from raw.deliveries where file_name = '{path.name}'"
    )
    path.unlink()
    swap_in(folder.home, rebuild(folder.home, gone=[str(gone)]))
    assert folder.rows("select count(*) from raw.foranstaltninger") == [(3,)]


def test_an_accepted_shrink_is_accepted_again(folder: Folder) -> None:
    folder.put(OLD, measures(10))
    folder.put(NEW, measures(1))
    folder.load(accept_shrink="Institutionen lukkede")
    before = content(folder)
    swap_in(folder.home, rebuild(folder.home))
    assert content(folder) == before
    folder.home.warehouse.unlink()
    assert [o.outcome for o in folder.load()] == ["loaded", "loaded"]
    [line] = folder.home.accepted_shrinks.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["reason"] == "Institutionen lukkede"
    assert folder.home.accepted_shrinks.stat().st_mode & 0o077 == 0


def test_a_shrink_that_nobody_accepted_is_refused_again(folder: Folder) -> None:
    folder.put(OLD, measures(10))
    folder.put(NEW, measures(1))
    folder.load()
    rebuilt = rebuild(folder.home)
    swap_in(folder.home, rebuilt)
    ledger = "select outcome from raw.deliveries order by file_name"
    assert folder.rows(ledger) == [("loaded",), ("refused",)]


def test_a_broken_list_of_accepted_shrinks_names_its_line(folder: Folder) -> None:
    folder.put(OLD, ONE_MEASURE)
    folder.home.accepted_shrinks.write_text('{"delivery_id": "a", "reason": "b"}\nnothing\n')
    with pytest.raises(AcceptedShrinksBrokenError, match="line 2"):
        folder.load()


def test_a_log_beside_the_old_warehouse_does_not_stay(folder: Folder) -> None:
    folder.put(OLD, measures(3))
    folder.load()
    rebuilt = rebuild(folder.home)
    (folder.home.path / "warehouse.duckdb.wal").write_bytes(b"of the old one")
    swap_in(folder.home, rebuilt)
    assert folder.rows("select count(*) from raw.foranstaltninger") == [(3,)]
