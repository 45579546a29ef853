"""The hash by which two releases are the same: of their tables, whatever files hold them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import duckdb

SCHEMA = "marts"
_AT_ONCE = 10_000


def figures_sha256(connection: duckdb.DuckDBPyConnection, about: Mapping[str, Any]) -> str:
    """The hash of all tables in schema ``marts``, in whatever order their rows are.

    ``about`` is what else makes a release another one (its policy).
    """
    total = hashlib.sha256(json.dumps(about, sort_keys=True, ensure_ascii=False).encode())
    for table in tables(connection):
        columns = connection.execute(f"describe {SCHEMA}.{table}").fetchall()
        total.update(json.dumps([table, [column[:2] for column in columns]]).encode())
        rows = connection.execute(
            f"select to_json(mart)::varchar as line from {SCHEMA}.{table} as mart order by line"
        )
        while lines := rows.fetchmany(_AT_ONCE):
            total.update("".join(f"{line}\n" for (line,) in lines).encode())
    return total.hexdigest()


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all marts of the connection, sorted."""
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = $schema "
        "and table_catalog = current_catalog() order by table_name",
        {"schema": SCHEMA},
    ).fetchall()
    return [name for (name,) in rows]


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each mart of the connection has."""
    return {
        table: int(connection.execute(f"select count(*) from {SCHEMA}.{table}").fetchall()[0][0])
        for table in tables(connection)
    }
