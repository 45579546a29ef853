"""Looking into the warehouse: read only, locked, and with words for what cannot be opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.deliveries.warehouse import (
    WarehouseMissingError,
    WarehouseUnreadableError,
    open_warehouse,
    reading_warehouse,
    transaction,
)
from pipelines.home import Home
from pipelines.lock import HomeLockedError, writer_lock

LOOK = """
import sys
from pathlib import Path
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
with reading_warehouse(Home(Path(sys.argv[1])), "a look") as connection:
    print(connection.execute("select count(*) from numbers").fetchall()[0][0], flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    with writer_lock(home, "a refresh"), open_warehouse(home) as connection:
        connection.execute("create table numbers as select * from range(3)")
    return home


def test_a_reader_sees_everything_and_changes_nothing(home: Home) -> None:
    before = home.warehouse.read_bytes()
    with reading_warehouse(home) as connection:
        assert connection.execute("select count(*) from numbers").fetchall() == [(3,)]
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            connection.execute("delete from numbers")
    assert home.warehouse.read_bytes() == before


def test_two_processes_read_at_the_same_time(home: Home) -> None:
    with reading_warehouse(home):
        command = [sys.executable, "-c", LOOK, str(home.path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"


def test_nobody_reads_while_another_process_writes(home: Home) -> None:
    with writer_lock(home, "noegletal refresh"):
        command = [sys.executable, "-c", LOOK, str(home.path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "HomeLockedError" in done.stderr and "(noegletal refresh)" in done.stderr


def test_reading_before_the_first_refresh_makes_nothing(tmp_path: Path) -> None:
    missing = pytest.raises(WarehouseMissingError, match="noegletal refresh")
    with missing, reading_warehouse(Home(tmp_path)):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database at all", b"\0" * 20_000])
def test_a_damaged_warehouse_says_what_to_do(home: Home, content: bytes) -> None:
    home.warehouse.write_bytes(content)
    damaged = pytest.raises(WarehouseUnreadableError, match="move it away and refresh")
    with damaged, reading_warehouse(home):
        pass


def test_what_a_killed_writer_left_can_still_be_read(home: Home) -> None:
    write_and_die = f"""
import duckdb, os, signal
connection = duckdb.connect({str(home.warehouse)!r})
connection.execute("insert into numbers values (4)")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", write_and_die], check=False)
    with reading_warehouse(home) as connection:
        assert connection.execute("select count(*) from numbers").fetchall() == [(4,)]


def test_a_transaction_is_all_or_nothing(home: Home) -> None:
    with open_warehouse(home) as connection:
        with pytest.raises(HomeLockedError), transaction(connection):
            connection.execute("delete from numbers")
            raise HomeLockedError
        assert connection.execute("select count(*) from numbers").fetchall() == [(3,)]
