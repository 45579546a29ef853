"""A set is written whole or not at all, and a refresh that changes nothing makes none."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.home import Home
from pipelines.publication.set_writer import write_set
from pipelines.publication.unprotected import (
    DeliveryInForce,
    NoUnprotectedSetError,
    Scope,
    open_set,
)
from tests.publication.unprotected.homes import home_with, these

NUMBERS = these("empty", "numbers")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_with(
        tmp_path, numbers="select range as n from range(300000)", empty="select 1 as n where false"
    )


def sets(home: Home) -> list[str]:
    return sorted(path.name for path in (home.unprotected / "sets").iterdir())


def add_a_row(home: Home) -> None:
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute("insert into marts.numbers values (-1)")


def test_every_mart_is_a_file_with_its_rows(home: Home) -> None:
    written = write_set(home, NUMBERS)
    assert written.info.row_counts == {"empty": 0, "numbers": 300_000}
    assert {path.name for path in written.marts_folder.iterdir()} == {
        "empty.parquet",
        "numbers.parquet",
    }
    read = duckdb.sql(f"select sum(n) from '{written.mart('numbers')}'").fetchall()
    assert read == [(sum(range(300_000)),)]


def test_a_set_says_what_it_was_made_from(home: Home) -> None:
    write_set(home, NUMBERS)
    info = open_set(home).info
    assert info.deliveries == (
        DeliveryInForce(
            "d1",
            "anbringelser",
            "2018-04-01_a.csv",
            "ab",
            "2018-04-01",
            (Scope("657", "657", None),),
        ),
    )
    assert (info.as_of, info.is_demonstration) == ("2018-05-01", False)
    assert info.code_version.startswith("0.")


def test_the_sql_of_derived_marts_is_kept(home: Home) -> None:
    compiled = home.dbt_target / "compiled" / "twice.sql"
    compiled.parent.mkdir(parents=True)
    compiled.write_text("select 2 * n as n from marts.numbers", encoding="utf-8")
    written = write_set(home, these("numbers", numbers=Path("compiled", "twice.sql")))
    assert written.sql("numbers") == "select 2 * n as n from marts.numbers"
    assert (written.info.derived, written.info.released) == (("numbers",), ("numbers",))


def test_the_same_rows_make_no_new_set(home: Home) -> None:
    first = write_set(home, NUMBERS)
    assert write_set(home, NUMBERS) == first == open_set(home)
    assert sets(home) == ["1"]


def test_other_rows_make_a_new_set_and_the_last_two_are_kept(home: Home) -> None:
    for number in (1, 2, 3):
        assert write_set(home, NUMBERS).number == number
        add_a_row(home)
    assert sets(home) == ["2", "3"]
    assert open_set(home).info.row_counts["numbers"] == 300_000 + 2


def test_a_former_mart_is_not_in_the_next_set(home: Home) -> None:
    write_set(home, NUMBERS)
    second = write_set(home, these("numbers"))
    assert [path.name for path in second.marts_folder.iterdir()] == ["numbers.parquet"]


def test_a_failure_leaves_what_was_there(home: Home) -> None:
    first = write_set(home, NUMBERS)
    add_a_row(home)
    with pytest.raises(duckdb.CatalogException):
        write_set(home, these("empty", "missing", "numbers"))
    assert open_set(home) == first
    assert sorted(path.name for path in home.unprotected.iterdir()) == ["current", "sets"]
    assert first.mart("numbers").exists()


def test_unprotected_files_of_before_do_not_stay_beside_the_releases(home: Home) -> None:
    home.marts.mkdir()
    (home.marts / "key_figures.parquet").write_bytes(b"as an earlier version left it")
    write_set(home, NUMBERS)
    assert list(home.marts.iterdir()) == []


def test_a_home_without_a_refresh_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoUnprotectedSetError, match="noegletal refresh"):
        open_set(Home(tmp_path))
