"""The DuckDB file of a release: for every 1.x client, and with nothing in its gaps."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.publication.content.database import STORAGE_VERSION, write_database
from pipelines.publication.content.database_writer import __file__ as writer
from pipelines.publication.content.descriptions import describe
from tests.publication.content.made import about, marts

# The header of DuckDB 0.10 to 1.x without anything newer: after a checksum of 8 bytes, this.
OLDEST = struct.pack("<4sQ", b"DUCK", 64)
COLUMNS = ("area_type", "placed_per_1000", "placed_ci_low", "population")


def test_the_file_is_of_the_oldest_form_that_1_x_has(release: Path) -> None:
    assert (release / "noegletal.duckdb").read_bytes()[8:20] == OLDEST


def test_a_newer_form_would_be_noticed(tmp_path: Path) -> None:
    file = tmp_path / "newer.duckdb"
    duckdb.execute(f"attach '{file}' as newer (storage_version 'latest')")
    duckdb.execute("create table newer.t as select 1 as x")
    duckdb.execute("detach newer")
    assert file.read_bytes()[8:20] != OLDEST


def test_another_process_reads_what_was_released(release: Path) -> None:
    ask = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True);"
        "print(c.execute('select count(*), count(placed_per_1000) from placement_pattern')"
        ".fetchone(), c.execute(\"select value from about where name = 'release'\").fetchone())"
    )
    said = subprocess.run(
        [sys.executable, "-c", ask, release / "noegletal.duckdb"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    shown = marts()["placement_pattern"]["placed_per_1000"]
    assert said.split("\n")[0] == f"({len(shown)}, {len(shown) - shown.null_count}) ('7',)"
    assert [path.name for path in release.iterdir() if "wal" in path.name] == []


@pytest.mark.parametrize("mart", sorted(marts()))
def test_rows_and_types_are_those_of_the_mart(release: Path, mart: str) -> None:
    with duckdb.connect(str(release / "noegletal.duckdb"), read_only=True) as connection:
        read = connection.execute(f"from {mart}").to_arrow_table()
    assert read.equals(marts()[mart])


def test_tables_and_columns_say_what_they_mean(release: Path) -> None:
    with duckdb.connect(str(release / "noegletal.duckdb"), read_only=True) as connection:
        tables = dict(
            connection.execute("select table_name, comment from duckdb_tables()").fetchall()
        )
        columns = dict(
            connection.execute(
                "select column_name, comment from duckdb_columns() "
                "where table_name = 'placement_pattern'"
            ).fetchall()
        )
    assert all(tables.values())
    text = describe("placement_pattern", COLUMNS)
    assert tables["placement_pattern"] == text.description
    assert all(columns.values())
    said = text.columns["placed_per_1000"].description
    assert columns["placed_per_1000"] == f"{said} Unit: per 1,000 aged 0-17."
    assert columns["area_type"] == text.columns["area_type"].description


def test_what_cannot_be_written_is_said(release: Path, tmp_path: Path) -> None:
    texts = [describe("survey_response", ("area_type",))]
    with pytest.raises(OSError, match=r"noegletal\.duckdb could not be written: ") as failed:
        write_database(tmp_path / "no" / "noegletal.duckdb", release / "data", texts, about())
    assert "IO Error" in str(failed.value)


def test_the_writer_ends_with_its_starter(tmp_path: Path) -> None:
    """It waits for a file that never comes, until nobody holds its standard input any more."""
    os.mkfifo(tmp_path / "never.parquet")
    order = {
        "path": str(tmp_path / "noegletal.duckdb"),
        "storage_version": STORAGE_VERSION,
        "tables": [
            {"name": "t", "parquet": str(tmp_path / "never.parquet"), "comment": "", "columns": []}
        ],
        "about": [],
    }
    with subprocess.Popen(
        [sys.executable, "-P", writer], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=2)
            process.stdin.close()
            assert process.wait(timeout=60) == 1
        finally:
            process.kill()
