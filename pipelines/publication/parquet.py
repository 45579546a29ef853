"""Marts as Parquet: one file each, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

_SCHEMA = "marts"


def write_marts(
    connection: duckdb.DuckDBPyConnection, marts: Iterable[str], folder: Path
) -> dict[str, int]:
    """Write each mart to ``folder/<mart>.parquet``; the number of rows by mart.

    The connection must have one thread: the order of rows and the cutting into row groups are then
    always the same.
    """
    return {mart: _write(connection, mart, folder) for mart in marts}


def _write(connection: duckdb.DuckDBPyConnection, mart: str, folder: Path) -> int:
    path = str(folder / f"{mart}.parquet").replace("'", "''")
    [(row_count,)] = connection.execute(
        f"copy (select * from {_SCHEMA}.{mart}) to '{path}' (format parquet, compression zstd)"
    ).fetchall()
    return int(row_count)
