"""Publishing replaces files whole, removes former marts, and writes the same bytes again."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.home import Home
from pipelines.publication.parquet import publish_marts


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.numbers as select range as n from range(300000)")
        connection.execute("create table marts.empty as select 1 as n where false")
    return home


def test_every_mart_is_a_file_with_its_rows(home: Home) -> None:
    published = publish_marts(home, ["empty", "numbers"])
    assert [(file.mart, file.row_count) for file in published] == [
        ("empty", 0),
        ("numbers", 300_000),
    ]
    assert [file.size_bytes for file in published] == [f.path.stat().st_size for f in published]


def test_the_same_rows_are_the_same_bytes(home: Home) -> None:
    first = publish_marts(home, ["numbers"])[0].path.read_bytes()
    assert publish_marts(home, ["numbers"])[0].path.read_bytes() == first


def test_a_former_mart_is_removed(home: Home) -> None:
    publish_marts(home, ["empty", "numbers"])
    publish_marts(home, ["numbers"])
    assert [path.name for path in home.marts.iterdir()] == ["numbers.parquet"]


def test_a_failure_leaves_what_was_there(home: Home) -> None:
    publish_marts(home, ["numbers"])
    before = (home.marts / "numbers.parquet").read_bytes()
    with pytest.raises(duckdb.CatalogException):
        publish_marts(home, ["empty", "missing"])
    assert {path.name for path in home.marts.iterdir()} == {"numbers.parquet"}
    assert (home.marts / "numbers.parquet").read_bytes() == before
