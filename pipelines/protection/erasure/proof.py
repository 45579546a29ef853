"""Looking for erased persons in everything that a home holds."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb

from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
from pipelines.protection.erasure.byte_search import UnsearchableError, holds_persons
from pipelines.protection.erasure.wanted import Wanted


def left_in_files(home: Home, wanted: Wanted, pseudonyms: Collection[str]) -> list[str]:
    """The places in the home that still hold a number or pseudonym, as paths in it.

    Not the secrets, and not the pseudonyms in the access log: whom somebody asked for stays there.
    """
    found: list[str] = []
    for path in _files(home.path):
        is_log = path.is_relative_to(home.access_log.parent)
        if _holds(path, wanted) or (not is_log and _names(path, pseudonyms)):
            found.append(str(path.relative_to(home.path)))
    return found


def left_in_tables(home: Home, pseudonyms: Collection[str]) -> list[str]:
    """The text columns of the warehouse that still hold a pseudonym, as ``schema.table.column``."""
    if not pseudonyms or not home.warehouse.exists():
        return []
    with reading_warehouse(home, "noegletal erase") as connection:
        return [
            f"{schema}.{table}.{column}"
            for schema, table, column in _text_columns(connection)
            if connection.execute(
                f'select 1 from "{schema}"."{table}" '
                f'where list_contains($names, "{column}") limit 1',
                {"names": sorted(pseudonyms)},
            ).fetchall()
        ]


def _text_columns(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute(
        "select columns.schema_name, columns.table_name, columns.column_name "
        "from duckdb_columns() as columns inner join duckdb_tables() as tables "
        "on columns.table_oid = tables.table_oid and columns.database_oid = tables.database_oid "
        "where columns.data_type = 'VARCHAR' and tables.database_name = current_database()"
    ).fetchall()


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        if Path(place) == folder and "secret" in folders:
            folders.remove("secret")
        yield from (Path(place) / n for n in names if (Path(place) / n).is_file())


def _holds(path: Path, wanted: Wanted) -> bool:
    try:
        return not path.is_symlink() and holds_persons(path, wanted)
    except UnsearchableError:
        return False  # among the deliveries that has stopped the erasure before it began


def _names(path: Path, pseudonyms: Collection[str]) -> bool:
    if not pseudonyms:
        return False
    content = path.read_bytes()
    return any(name.encode() in content for name in pseudonyms)
