"""Every text in a DuckDB file, encrypted or not."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

from pipelines.deliveries.encryption import load_encryption
from tests.canary.unpacking import Piece


class NotOpenedError(Exception):
    """A database that cannot be looked into: no proof that nothing is in it."""


def duckdb_pieces(path: Path, database_keys: Sequence[str]) -> Iterator[Piece]:
    """Every column of every table as text, and the SQL of views, macros and comments.

    A copy is opened, with what has been logged beside it, so that nothing changes and no lock is in
    the way.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "copy.duckdb"))
        log = path.with_name(f"{path.name}.wal")
        if log.exists():
            shutil.copy(log, Path(folder) / "copy.duckdb.wal")
        with _attached(copy, database_keys) as connection:
            tables = connection.execute(
                "select schema_name, table_name from duckdb_tables() where database_name = 'copy'"
            ).fetchall()
            for schema, table in tables:
                yield from _columns(connection, f'copy."{schema}"."{table}"')
            for catalogue in ("tables", "views", "columns", "constraints", "indexes", "functions"):
                found = connection.execute(
                    f"select * from duckdb_{catalogue}() where database_name = 'copy'"
                )
                yield catalogue, repr(found.fetchall()).encode(errors="replace")


def _attached(copy: Path, database_keys: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """Opened with the key that fits, if any is needed."""
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    load_encryption(connection)
    for settings in ("", *(f" (encryption_key '{key}')" for key in database_keys)):
        with suppress(duckdb.Error):
            connection.execute(f"attach '{copy}' as copy{settings}")
            return connection
    raise NotOpenedError(f"{copy.name}: none of {len(database_keys)} keys opens it")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[Piece]:
    for name, *_ in connection.execute(f"describe {table}").fetchall():
        quoted = '"' + name.replace('"', '""') + '"'
        found = connection.execute(
            f"select distinct cast({quoted} as varchar) as said from {table} "
            f"where {quoted} is not null"
        ).fetchall()
        yield f"{table}.{name}", "\n".join(value for (value,) in found).encode()
