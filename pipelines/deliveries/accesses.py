"""What the access log is told of work with the raw tables: which hold persons, and how many rows.

Views and models read the raw tables, so these stand for whatever is computed from them.
"""

from __future__ import annotations

import duckdb

from models.contract import Contract, load_contracts
from pipelines.access_log import Access, record, usual_purpose
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home


def record_load(home: Home, contract: Contract, delivery_id: str, rows: int) -> None:
    """Log that a delivery is about to be loaded, if it is about persons."""
    record_deliveries(home, "load deliveries", contract.source, {delivery_id: rows})


def record_deliveries(
    home: Home, command: str, source: str, rows: dict[str, int], purpose: str | None = None
) -> None:
    """Log that rows of some deliveries (``rows`` by id) are read or written, if about persons."""
    contract = load_contracts().get(source)
    if contract is None or not contract.is_personal:
        return
    record(
        home,
        Access(
            command=command,
            purpose=purpose or usual_purpose(command),
            tables={f"raw.{source}": sum(rows.values())},
            deliveries=tuple(rows),
        ),
    )


def record_use(home: Home, command: str) -> None:
    """Log that every raw table about persons is about to be read; it opens the warehouse."""
    with reading_warehouse(home, command) as connection:
        tables = person_tables(connection)
    record(home, Access(command, usual_purpose(command), tables))


def person_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The raw tables about persons that have rows, and how many."""
    counts = {
        f"raw.{contract.source}": _count(connection, contract.source)
        for contract in load_contracts().values()
        if contract.is_personal
    }
    return {table: count for table, count in counts.items() if count}


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    return int(connection.execute(f"select count(*) from raw.{source}").fetchall()[0][0])
