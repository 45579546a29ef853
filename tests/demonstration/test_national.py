"""The invented country: the same each time, its children nobody, its deliveries as wanted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.demonstration.national.country import Country, all_kommuner, draw_children
from pipelines.demonstration.national.files import write_national
from pipelines.demonstration.national.spells import draw_spells
from pipelines.home import Home

NORTH = Country(all_kommuner("081"), date(2016, 2, 15), scale=0.01)


def test_there_are_98_municipalities_and_five_regions() -> None:
    assert len(all_kommuner()) == 98
    assert [len(all_kommuner(f"08{region}")) for region in range(1, 6)] == [11, 19, 22, 29, 17]


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    homes = [Home(tmp_path / name) for name in ("a", "b")]
    counts = [write_national(home, NORTH) for home in homes]
    files = [
        {path.relative_to(home.raw): path.read_bytes() for path in home.raw.rglob("*.*")}
        for home in homes
    ]
    assert counts[0] == counts[1] and files[0] == files[1]
    assert {path.parts[0] for path in files[0]} == set(counts[0])


def test_a_child_has_a_number_of_its_own_that_is_no_persons() -> None:
    helped, others = draw_children(NORTH)
    numbers = [*helped.cpr, *others.cpr]
    assert len(set(numbers)) == len(numbers)
    assert all(61 <= int(number[:2]) <= 91 for number in numbers)
    for number, born in zip(helped.cpr[:50], helped.born[:50].astype(object), strict=True):
        assert number[:6] == f"{born.day + 60:02}{born:%m%y}"


def test_spells_are_of_children_and_no_two_have_one_key() -> None:
    helped, _ = draw_children(NORTH)
    born = dict(zip(helped.cpr, helped.born.astype(object), strict=True))
    for source in ("anbringelser", "foranstaltninger"):
        spells = draw_spells(NORTH, helped, source)
        starts = spells["startdato"].astype(object)
        keys = Counter(zip(spells["cpr"], spells["code"], starts, strict=True))
        assert max(keys.values()) == 1
        for number, start in zip(spells["cpr"], starts, strict=True):
            assert born[number] <= start <= NORTH.until
            assert (start - born[number]).days < 18 * 365.25


def test_the_files_hold_what_is_said(tmp_path: Path) -> None:
    whole = write_national(Home(tmp_path), NORTH)
    assert whole["befolkning"] == 11 * 18 * 2
    placements = pq.read_table(tmp_path / "raw" / "anbringelser" / "2016-02-15_landet.parquet")
    assert placements.num_rows == whole["anbringelser"]
    assert set(placements["kommune"].to_pylist()) <= set(NORTH.kommuner)
