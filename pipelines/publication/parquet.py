"""The marts as Parquet: one file each, replaced in one step, the same bytes for the same rows."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home
from pipelines.publication.persons import refuse_persons

_SCHEMA = "marts"


@dataclass(frozen=True)
class PublishedMart:
    """One file under ``<home>/marts``; ``row_count`` rows, ``size_bytes`` bytes."""

    mart: str
    path: Path
    row_count: int
    size_bytes: int


def publish_marts(home: Home, marts: list[str]) -> list[PublishedMart]:
    """Write each mart to ``<home>/marts/<mart>.parquet`` and remove the files of former marts.

    All files are complete before the first one is replaced, so a crash leaves the old ones.
    ``PersonsInMartError`` when a mart would tell of single persons.
    """
    home.marts.mkdir(parents=True, exist_ok=True)
    staging = home.marts / f".staging-{os.getpid()}"
    staging.mkdir()
    try:
        # One thread: the order of rows and the cutting into row groups are then always the same.
        with connect_warehouse(home, read_only=True, threads=1) as connection:
            refuse_persons(connection, marts)
            row_counts = {mart: _write(connection, mart, staging) for mart in marts}
        for mart in marts:
            _replace(staging / f"{mart}.parquet", home.marts / f"{mart}.parquet")
        for left_over in set(home.marts.glob("*.parquet")) - {
            home.marts / f"{mart}.parquet" for mart in marts
        }:
            left_over.unlink()
    finally:
        shutil.rmtree(staging)
    return [_published(home, mart, row_counts[mart]) for mart in marts]


def _write(connection: duckdb.DuckDBPyConnection, mart: str, folder: Path) -> int:
    path = str(folder / f"{mart}.parquet").replace("'", "''")
    [(row_count,)] = connection.execute(
        f"copy (select * from {_SCHEMA}.{mart}) to '{path}' (format parquet, compression zstd)"
    ).fetchall()
    return int(row_count)


def _replace(new: Path, old: Path) -> None:
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(old)


def _published(home: Home, mart: str, row_count: int) -> PublishedMart:
    path = home.marts / f"{mart}.parquet"
    return PublishedMart(mart, path, row_count, path.stat().st_size)
