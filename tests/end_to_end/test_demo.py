"""The demonstration: every published cell, from deliveries, in one command."""

from __future__ import annotations

import gzip
import re

import duckdb
import pyarrow.parquet as parquet

from models.catalogue import load_catalogue
from tests.end_to_end.command import released_marts, unprotected_marts
from tests.end_to_end.conftest import Demo

CPR = re.compile(rb"(?<![0-9])(?:6[1-9]|[789][0-9])(?:0[1-9]|1[0-2])[0-9]{2}-?[0-9]{4}(?![0-9])")


def test_it_succeeds_and_reproduces_every_published_cell(demo: Demo) -> None:
    assert demo.ran.exit_code == 0, demo.ran.talk
    assert "180 of 180 published table cells reproduced" in demo.ran.out
    assert "62 of 62 statements of the text reproduced" in demo.ran.out
    shown = re.search(r"cells reproduced; the release shows ([0-9]+) of them", demo.ran.out)
    assert shown and 90 < int(shown[1]) < 180  # most of them, and none that tells of few children
    assert all(name in demo.ran.out for name in ("Haderslev", "Herning", "Hvidovre"))


def test_it_shows_progress_and_says_where_the_results_lie(demo: Demo) -> None:
    assert "rows accepted" in demo.ran.talk
    assert str(demo.home / "marts" / "releases" / "1") in demo.ran.talk
    assert f"--home {demo.home}" in demo.ran.talk


def test_the_warehouse_has_its_schemas_and_no_log_beside_it(demo: Demo) -> None:
    with duckdb.connect(str(demo.home / "warehouse.duckdb"), read_only=True) as connection:
        schemas = connection.execute("select distinct table_schema from information_schema.tables")
        found = {name for (name,) in schemas.fetchall()}
        assert found == {"raw", "staging", "derivation", "core", "marts"}
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        )
        marts = {name for (name,) in tables.fetchall()}
    assert {path.stem for path in unprotected_marts(demo.home).glob("*.parquet")} == marts
    assert not list(demo.home.glob("*.wal"))


def test_every_key_figure_of_the_catalogue_has_rows(demo: Demo) -> None:
    for marts in (unprotected_marts(demo.home), released_marts(demo.home)):
        table = parquet.read_table(marts / "key_figures.parquet")
        assert set(table["key_figure"].to_pylist()) == set(load_catalogue())


def test_files_are_their_owners_only(demo: Demo) -> None:
    kept = [demo.home / "warehouse.duckdb", *unprotected_marts(demo.home).glob("*.parquet")]
    made = [*kept, *(demo.home / "marts").rglob("*")]
    assert len(made) > 40
    assert {path.stat().st_mode & 0o077 for path in made} == {0}


def test_no_civil_registration_number_leaves_the_deliveries(demo: Demo) -> None:
    delivered = b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in (demo.home / "raw").rglob("*.csv*")
    )
    numbers = {found.replace(b"-", b"") for found in CPR.findall(delivered)}
    assert len(numbers) > 1000
    for path in demo.home.rglob("*"):
        if path.is_file() and "raw" not in path.relative_to(demo.home).parts:
            found = {number.replace(b"-", b"") for number in CPR.findall(path.read_bytes())}
            assert not found & numbers, path
    talk = (demo.ran.out + demo.ran.talk).encode()
    assert not {number.replace(b"-", b"") for number in CPR.findall(talk)} & numbers
