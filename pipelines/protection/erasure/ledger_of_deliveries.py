"""What the warehouse knows of deliveries, looked up for an erasure."""

from __future__ import annotations

import duckdb

from pipelines.deliveries.accesses import person_tables
from pipelines.deliveries.warehouse import WarehouseUnreadableError, reading_warehouse
from pipelines.home import Home
from pipelines.protection.erasure.named import Named

_PURPOSE = "noegletal erase"
Scopes = dict[str, frozenset[str]]


def named_in_ledger(home: Home) -> list[Named]:
    """Every entry, loaded or refused; none of a warehouse that is missing or damaged."""
    rows = _rows(home, "select delivery_id, coalesce(source, ''), file_name from raw.deliveries")
    return [Named(*map(str, row)) for row in rows]


def loaded(home: Home) -> dict[str, str]:
    """Source and file name of each delivery that is loaded, by its id."""
    rows = _rows(
        home,
        "select delivery_id, source || '/' || file_name from raw.deliveries "
        "where outcome = 'loaded'",
    )
    return {str(delivery_id): str(name) for delivery_id, name in rows}


def scopes_of(home: Home) -> Scopes:
    """The scopes that each delivery speaks for, by its id."""
    rows = _rows(home, "select delivery_id, list(scope) from raw.delivery_scopes group by all")
    return {str(delivery_id): frozenset(scopes) for delivery_id, scopes in rows}


def tables_about_persons(home: Home) -> dict[str, int]:
    """The raw tables about persons and their rows, for the access log."""
    if not home.warehouse.exists():
        return {}
    try:
        with reading_warehouse(home, _PURPOSE) as connection:
            return person_tables(connection)
    except (WarehouseUnreadableError, duckdb.CatalogException):
        return {}


def _rows(home: Home, query: str) -> list[tuple]:  # type: ignore[type-arg]
    if not home.warehouse.exists():
        return []
    try:
        with reading_warehouse(home, _PURPOSE) as connection:
            return connection.execute(query).fetchall()
    except (WarehouseUnreadableError, duckdb.CatalogException):
        return []
