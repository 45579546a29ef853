"""How many rows each relation has: what Dagster shows beside an asset.

Never a row: Dagster's storage may lie elsewhere than the home, and alerts are made from it. Also a
mart has small counts here, which only a release hides.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home


@dataclass(frozen=True)
class TableShape:
    """Number of rows."""

    row_count: int


def table_shapes(home: Home) -> dict[tuple[str, str], TableShape]:
    """The shape of every relation of schemas staging, core and marts, by schema and name."""
    with connect_warehouse(home, read_only=True) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables "
            "where table_schema in ('staging', 'core', 'marts') order by all"
        ).fetchall()
        return {
            (schema, name): TableShape(
                connection.execute(f'select count(*) from {schema}."{name}"').fetchall()[0][0]
            )
            for schema, name in names
        }
