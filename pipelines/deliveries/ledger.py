"""The tables of schema ``raw``: the ledger of deliveries, and one table for each source.

Every raw table keeps the accepted rows of all deliveries ever loaded; which of them count is said
by ``raw.deliveries_in_force`` alone.
"""

from __future__ import annotations

from datetime import date

import duckdb

from models.contract import load_contracts

LEDGER: dict[str, tuple[tuple[str, str], ...]] = {
    "deliveries": (
        ("delivery_id", "VARCHAR"),
        ("source", "VARCHAR"),
        ("file_name", "VARCHAR"),
        ("sha256", "VARCHAR"),
        ("size_bytes", "BIGINT"),
        ("delivered_on", "DATE"),
        ("encoding", "VARCHAR"),
        ("lines_read", "BIGINT"),
        ("lines_accepted", "BIGINT"),
        ("lines_rejected", "BIGINT"),
        ("lines_structural", "BIGINT"),
        ("columns_ignored", "VARCHAR"),
        ("outcome", "VARCHAR"),
        ("message_da", "VARCHAR"),
        ("message_en", "VARCHAR"),
    ),
    "delivery_scopes": (
        ("delivery_id", "VARCHAR"),
        ("source", "VARCHAR"),
        ("scope", "VARCHAR"),
        ("kommune", "VARCHAR"),
        ("period", "VARCHAR"),
        ("delivered_on", "DATE"),
        ("rows_accepted", "BIGINT"),
    ),
    "rejected_rows": (
        ("delivery_id", "VARCHAR"),
        ("source", "VARCHAR"),
        ("file_name", "VARCHAR"),
        ("line", "INTEGER"),
        ("column_name", "VARCHAR"),
        ("rule", "VARCHAR"),
        ("message_da", "VARCHAR"),
        ("message_en", "VARCHAR"),
    ),
    "key_value": (("key_check_value", "VARCHAR"),),
}


class WarehouseOutdatedError(Exception):
    """The warehouse was made with other contracts than these; the message says what to do."""


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what is missing; ``WarehouseOutdatedError`` when a table has other columns."""
    connection.execute("create schema if not exists raw")
    for table, columns in LEDGER.items():
        _create(connection, table, columns)
    for contract in load_contracts().values():
        _create(connection, contract.source, contract.raw_columns)


def refresh_deliveries_in_force(connection: duckdb.DuckDBPyConnection, as_of: date | None) -> None:
    """Rebuild which delivery counts for each scope: the newest one up to ``as_of``.

    Of two on one day the later file name counts, so that the order of loading changes nothing;
    of two under one name (somebody wrote over a file) the one that lies there now.
    """
    connection.execute(
        """
        create or replace table raw.deliveries_in_force as
        select
            scopes.source,
            scopes.scope,
            scopes.kommune,
            scopes.period,
            scopes.delivery_id,
            scopes.delivered_on
        from raw.delivery_scopes as scopes
        inner join raw.deliveries as deliveries
            on scopes.delivery_id = deliveries.delivery_id and deliveries.outcome = 'loaded'
        where scopes.delivered_on <= coalesce($as_of, date '9999-12-31')
        qualify row_number() over (
            partition by scopes.source, scopes.scope
            order by scopes.delivered_on desc, deliveries.file_name desc, deliveries.rowid desc
        ) = 1
        order by scopes.source, scopes.scope
        """,
        {"as_of": as_of},
    )


def _create(
    connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[tuple[str, str], ...]
) -> None:
    definition = ", ".join(f"{name} {duckdb_type}" for name, duckdb_type in columns)
    connection.execute(f"create table if not exists raw.{table} ({definition})")
    found = connection.execute(
        "select column_name, replace(data_type, ',', ', ') from information_schema.columns "
        "where table_schema = 'raw' and table_name = $table order by ordinal_position",
        {"table": table},
    ).fetchall()
    if found != list(columns):
        raise WarehouseOutdatedError(
            f"The table raw.{table} was made by another version. Remove warehouse.duckdb and "
            "refresh: everything in it is made again from the deliveries."
        )
