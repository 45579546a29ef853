"""The tables of schema ``raw``: the ledger of deliveries, and one table for each source.

Every raw table keeps the accepted rows of all deliveries ever loaded; which of them count is said
by ``in_force``.
"""

from __future__ import annotations

import duckdb

from models.contract import load_contracts
from pipelines.deliveries.warehouse import transaction

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
        ("normalisations", "BIGINT"),
        ("shrink_reason", "VARCHAR"),
        ("outcome", "VARCHAR"),
        ("rule", "VARCHAR"),
        ("message_da", "VARCHAR"),
        ("message_en", "VARCHAR"),
        ("superseded_by", "VARCHAR"),
    ),
    "delivery_notes": (
        ("delivery_id", "VARCHAR"),
        ("source", "VARCHAR"),
        ("file_name", "VARCHAR"),
        ("column_name", "VARCHAR"),
        ("rule", "VARCHAR"),
        ("occurrences", "BIGINT"),
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
    with transaction(connection):  # one wait for the disk instead of one for each table
        connection.execute("create schema if not exists raw")
        for table, columns in LEDGER.items():
            _create(connection, table, columns)
        for contract in load_contracts().values():
            _create(connection, contract.source, contract.raw_columns)


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
