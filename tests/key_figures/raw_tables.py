"""Literal deliveries as the raw tables that the loading step would leave behind."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa

from models.contract import load_contracts
from pipelines.deliveries.arrow_types import ARROW_TYPES
from pipelines.deliveries.in_force import settle
from pipelines.deliveries.ledger import LEDGER
from pipelines.deliveries.reference import write_reference
from pipelines.home import Home
from tests.key_figures.plain.country import Delivery, Row

NO_HOME = Home(Path("/nowhere"))  # whose corrections there are none of


def write_raw(connection: duckdb.DuckDBPyConnection, deliveries: list[Delivery]) -> None:
    """Replace the schema ``raw`` by these deliveries, the ledger and the reference tables."""
    connection.execute("create schema if not exists raw")
    identified = [(f"{number:016x}", delivery) for number, delivery in enumerate(deliveries)]
    for source, contract in load_contracts().items():
        rows = [
            {"delivery_id": delivery_id, "line": line, **row}
            for delivery_id, delivery in identified
            if delivery.source == source
            for line, row in enumerate(delivery.rows, start=2)
        ]
        _table(connection, source, dict(contract.raw_columns), rows)
    scopes = [scope for each in identified for scope in _scopes(*each)]
    ledger = {
        "deliveries": [_entry(*each) for each in identified],
        "delivery_scopes": scopes,
        "key_value": [{"key_check_value": "none"}],
    }
    for table, columns in LEDGER.items():
        _table(connection, table, dict(columns), ledger.get(table, []))
    settle(connection, NO_HOME, as_of=None)
    write_reference(connection)


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str], rows: list[Row]
) -> None:
    schema = pa.schema([(column, ARROW_TYPES[kind]) for column, kind in columns.items()])
    literal = pa.Table.from_pylist(rows, schema=schema)
    connection.register("literal", literal)
    connection.execute(f"create or replace table raw.{name} as from literal")
    connection.unregister("literal")


def _scopes(delivery_id: str, delivery: Delivery) -> list[Row]:
    """One row for each scope that the delivery holds."""
    contract = load_contracts()[delivery.source]
    scopes: dict[str, Row] = {}
    for row in delivery.rows:
        values = row | {"year": str(row.get("tid"))[:4]}
        scope = "|".join(str(values[column]) for column in contract.scope) or "*"
        found = scopes.setdefault(
            scope,
            {
                "delivery_id": delivery_id,
                "source": delivery.source,
                "scope": scope,
                "kommune": values.get(contract.scope_municipality or ""),
                "period": contract.scope_period and str(values[contract.scope_period]),
                "delivered_on": delivery.delivered_on,
                "rows_accepted": 0,
            },
        )
        found["rows_accepted"] += 1
    return list(scopes.values())


def _entry(delivery_id: str, delivery: Delivery) -> Row:
    return {
        "delivery_id": delivery_id,
        "source": delivery.source,
        "file_name": f"{delivery.delivered_on}_{delivery_id}.csv",
        "sha256": sha256(delivery_id.encode()).hexdigest(),
        "outcome": "loaded",
        "delivered_on": delivery.delivered_on,
        "lines_rejected": 0,
        **dict.fromkeys(("lines_read", "lines_accepted"), len(delivery.rows)),
    }
