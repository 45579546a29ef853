"""What is on the disk while a warehouse is worked on, and which keys open it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.deliveries import encryption
from pipelines.deliveries.duckdb_start import scratch_database
from pipelines.deliveries.encryption import is_encrypted
from pipelines.deliveries.warehouse import (
    WarehouseUnreadableError,
    connect_warehouse,
    open_warehouse,
    reading_warehouse,
)
from pipelines.home import Home
from pipelines.keys import KeyRefusedError, create_key, key_file

CANARY = b"CANARY-6101054001"
# Fills a table, stops in the middle of everything (nothing is closed), and says what it spilled.
WRITE_AND_DIE = f"""
import os, signal, sys
from pathlib import Path
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home
home = Home(Path(sys.argv[1]))
connection = connect_warehouse(home, read_only=False)
connection.execute("set memory_limit = '60MB'")
connection.execute(
    "create temp table spilled as "
    "select '{CANARY.decode()}' || range || repeat('x', 50) as x, hash(range) from range(2000000)"
)
connection.execute("create table written as select '{CANARY.decode()}' || range as x from range(9)")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    return with_key(home) if request.param else home


@pytest.fixture
def encrypted(tmp_path: Path) -> Home:
    return filled(with_key(Home(tmp_path / "home")))


@pytest.fixture
def plain(tmp_path: Path) -> Home:
    return filled(Home(tmp_path / "home"))


def with_key(home: Home) -> Home:
    create_key(key_file(home, "database"))
    return home


def without_key(home: Home) -> Home:
    key_file(home, "database").path.unlink()
    return home


def filled(home: Home) -> Home:
    with open_warehouse(home) as connection:
        connection.execute(f"create table persons as select '{CANARY.decode()}' as x")
    return home


def holding(home: Home) -> Iterator[str]:
    """Names of the home's files that hold the canary."""
    for path in sorted(home.path.rglob("*")):
        if path.is_file() and CANARY in path.read_bytes():
            yield path.name


def kind(name: str) -> str:
    return {".wal": "wal", ".tmp": "tmp", ".duckdb": "db"}[Path(name).suffix]


def test_nothing_can_be_read_from_the_disk_at_any_moment(home: Home) -> None:
    """Without a key the same search finds it, so it would also find what is not encrypted."""
    filled(home)
    died = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(home.path)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert any(home.temporary.iterdir()) and (home.path / "warehouse.duckdb.wal").stat().st_size
    has_key = key_file(home, "database").path.exists()
    assert {kind(name) for name in holding(home)} == (set() if has_key else {"db", "wal", "tmp"})


def test_what_a_killed_writer_left_is_kept_or_removed(home: Home) -> None:
    filled(home)
    subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(home.path)], check=False)
    with open_warehouse(home) as connection:
        assert connection.execute("select count(*) from written").fetchall() == [(9,)]
    assert not home.temporary.exists() or not any(home.temporary.iterdir())
    assert not (home.path / "warehouse.duckdb.wal").exists()


def test_a_file_tells_whether_it_is_encrypted(home: Home) -> None:
    assert is_encrypted(home.warehouse) is None
    filled(home)
    assert is_encrypted(home.warehouse) is key_file(home, "database").path.exists()
    home.warehouse.write_bytes(b"no database")
    assert is_encrypted(home.warehouse) is None


def test_duckdb_says_the_same_of_it(encrypted: Home) -> None:
    with reading_warehouse(encrypted) as connection:
        found = connection.execute(
            "select encrypted, cipher from duckdb_databases() where database_name = 'warehouse'"
        )
        assert found.fetchall() == [(True, "GCM")]


def test_without_its_key_an_encrypted_warehouse_stays_shut(encrypted: Home) -> None:
    without_key(encrypted)
    with pytest.raises(KeyRefusedError, match=r"no database key is configured. Put the key back"):
        connect_warehouse(encrypted, read_only=True)


@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
def test_another_key_does_not_open_it(encrypted: Home, read_only: bool) -> None:
    with_key(without_key(encrypted))
    before = encrypted.warehouse.read_bytes()
    with pytest.raises(KeyRefusedError, match=r"is not the one that .* Restore that key"):
        connect_warehouse(encrypted, read_only=read_only)
    assert encrypted.warehouse.read_bytes() == before


def test_a_key_that_came_later_stops_writing_until_it_is_made_anew(plain: Home) -> None:
    with_key(plain)
    with pytest.raises(KeyRefusedError, match="Run `noegletal keys encrypt"):
        connect_warehouse(plain, read_only=False)
    with reading_warehouse(plain) as connection:  # making it anew looks at what was there
        assert connection.execute("select count(*) from persons").fetchall() == [(1,)]


def test_a_warehouse_beside_is_encrypted_by_the_same_key(encrypted: Home) -> None:
    beside = filled(encrypted.beside(".rebuilding.duckdb"))
    assert is_encrypted(beside.warehouse)
    beside.warehouse.replace(encrypted.warehouse)
    with reading_warehouse(encrypted) as connection:
        assert connection.execute("select count(*) from persons").fetchall() == [(1,)]


def test_a_view_holds_after_the_file_has_another_name(home: Home) -> None:
    beside = filled(home.beside(".rebuilding.duckdb"))
    with open_warehouse(beside) as connection:
        connection.execute('create view seen as select * from "warehouse"."main"."persons"')
    beside.warehouse.replace(home.warehouse)
    with reading_warehouse(home) as connection:
        assert connection.execute("select count(*) from seen").fetchall() == [(1,)]


@pytest.mark.parametrize("place", [100, 13_000, 30_000], ids=["header", "early", "late"])
def test_a_changed_byte_is_noticed(encrypted: Home, place: int) -> None:
    with open_warehouse(encrypted) as connection:
        connection.execute("create table many as select hash(range) as x from range(100000)")
    content = bytearray(encrypted.warehouse.read_bytes())
    for byte in range(place, len(content), 4096):
        content[byte] ^= 0xFF
    encrypted.warehouse.write_bytes(content)
    with (
        pytest.raises((WarehouseUnreadableError, KeyRefusedError, duckdb.Error)),
        reading_warehouse(encrypted) as connection,
    ):
        connection.execute("select sum(x::hugeint) from many").fetchall()


def test_without_the_package_that_encrypts_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "_EXTENSION_PACKAGE", "duckdb_extension_of_another_version")
    home = with_key(Home(tmp_path))
    with pytest.raises(KeyRefusedError, match=r"not installed for DuckDB .*`make setup`"):
        connect_warehouse(home, read_only=False)
    assert not home.warehouse.exists()


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a.parquet", "s3://a/b.parquet", "hf://datasets/a/b/c.parquet"],
)
def test_the_extension_that_encrypts_reaches_no_network(encrypted: Home, address: str) -> None:
    with (
        reading_warehouse(encrypted) as connection,
        pytest.raises(duckdb.PermissionException, match="has been disabled"),
    ):
        connection.execute(f"select * from read_parquet('{address}')")


def test_a_scratch_database_spills_into_a_folder_of_its_own_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with scratch_database() as connection:
        connection.execute("set memory_limit = '60MB'")
        connection.execute(
            f"create table spilled as select '{CANARY.decode()}' || range || repeat('x', 50) as x, "
            "hash(range) from range(2000000)"
        )
        spilled = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert spilled and not any(CANARY in path.read_bytes() for path in spilled)
    assert list(tmp_path.iterdir()) == []
