"""How many rows a relation has, and how a mart begins: what Dagster shows beside an asset."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home

_PREVIEW_ROWS = 5
# Only here are there no persons; staging and core rows are about single children.
_PREVIEWED_SCHEMA = "marts"


@dataclass(frozen=True)
class TableShape:
    """Number of rows, and the first ones as a Markdown table (marts only, else empty)."""

    row_count: int
    preview: str


def table_shapes(home: Home) -> dict[tuple[str, str], TableShape]:
    """The shape of every relation of schemas staging, core and marts, by schema and name."""
    with connect_warehouse(home, read_only=True) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables "
            "where table_schema in ('staging', 'core', 'marts') order by all"
        ).fetchall()
        return {(schema, name): _shape(connection, schema, name) for schema, name in names}


def _shape(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> TableShape:
    counted = connection.execute(f'select count(*) from {schema}."{name}"').fetchall()
    preview = _preview(connection, name) if schema == _PREVIEWED_SCHEMA else ""
    return TableShape(int(counted[0][0]), preview)


def _preview(connection: duckdb.DuckDBPyConnection, mart: str) -> str:
    result = connection.execute(f'select * from marts."{mart}" limit {_PREVIEW_ROWS}')
    header = [str(column[0]) for column in result.description or []]
    rows = [["" if value is None else str(value) for value in row] for row in result.fetchall()]
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
