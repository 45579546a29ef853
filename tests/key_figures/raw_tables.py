"""Literal deliveries as the raw tables that the loading step would leave behind."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import duckdb
import pyarrow as pa

from models.calendar import cut_dates
from models.catalogue import load_catalogue
from models.contract import load_contracts
from tests.key_figures.plain.country import Delivery, Row

_ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "INTEGER": pa.int32(),
    "TINYINT": pa.int8(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "DECIMAL(18, 5)": pa.decimal128(18, 5),
}
_TEXT = "VARCHAR"
_SCOPE = {"source": _TEXT, "scope": _TEXT, "kommune": _TEXT, "period": _TEXT}
_CUT_DATES = dict.fromkeys(
    ("cut_date", "previous_cut_date", "year_before", "six_months_before"), "DATE"
) | {"cut_number": "INTEGER", "population_year": "INTEGER"}


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
    scope_columns = _SCOPE | {"delivery_id": _TEXT, "delivered_on": "DATE"}
    _table(connection, "delivery_scopes", scope_columns | {"rows_accepted": "BIGINT"}, scopes)
    newest: dict[Any, Row] = {}
    for scope in sorted(scopes, key=lambda scope: scope["delivered_on"]):
        newest[scope["source"], scope["scope"]] = scope
    _table(connection, "deliveries_in_force", scope_columns, list(newest.values()))
    last = max((scope["delivered_on"] for scope in newest.values()), default=date(2015, 1, 31))
    dates = [day.__dict__ | {"population_year": day.population_year} for day in cut_dates(last)]
    _table(connection, "cut_dates", _CUT_DATES, dates)
    _ledger(connection, identified)
    _catalogue(connection)


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str], rows: list[Row]
) -> None:
    schema = pa.schema([(column, _ARROW[kind]) for column, kind in columns.items()])
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


def _ledger(connection: duckdb.DuckDBPyConnection, identified: list[tuple[str, Delivery]]) -> None:
    texts = ("delivery_id", "source", "file_name", "sha256", "encoding", "columns_ignored")
    numbers = ("size_bytes", "lines_read", "lines_accepted", "lines_rejected", "lines_structural")
    columns = dict.fromkeys((*texts, "outcome", "message_da", "message_en"), _TEXT)
    columns |= dict.fromkeys(numbers, "BIGINT") | {"delivered_on": "DATE"}
    rows = [
        {
            "delivery_id": delivery_id,
            "source": delivery.source,
            "file_name": f"{delivery.delivered_on}_{delivery_id}.csv",
            "sha256": sha256(delivery_id.encode()).hexdigest(),
            "outcome": "loaded",
            "delivered_on": delivery.delivered_on,
            "lines_rejected": 0,
            **dict.fromkeys(("lines_read", "lines_accepted"), len(delivery.rows)),
        }
        for delivery_id, delivery in identified
    ]
    _table(connection, "deliveries", columns, rows)
    rejected = ("delivery_id", "source", "file_name", "column_name", "rule")
    columns = dict.fromkeys((*rejected, "message_da", "message_en"), _TEXT) | {"line": "INTEGER"}
    _table(connection, "rejected_rows", columns, [])
    _table(connection, "key_value", {"key_check_value": _TEXT}, [{"key_check_value": "none"}])


def _catalogue(connection: duckdb.DuckDBPyConnection) -> None:
    rows = [
        {
            "key_figure": figure.id,
            "label_da": figure.label.da,
            "label_en": figure.label.en,
            "unit": figure.unit,
            "kind": figure.kind,
            "multiplier": figure.multiplier,
            "amount_breakdowns": ",".join(figure.amount_breakdowns),
            "has_gap": figure.gap,
            "interval_method": figure.interval,
            "interval_excluded": ",".join(figure.no_interval_for),
            "numerator_da": figure.numerator.da,
            "numerator_en": figure.numerator.en,
            "denominator_da": figure.denominator and figure.denominator.da,
            "denominator_en": figure.denominator and figure.denominator.en,
            "report_reference": figure.report,
            "sort_order": number,
        }
        for number, figure in enumerate(load_catalogue().values())
    ]
    special = {"multiplier": "DOUBLE", "has_gap": "BOOLEAN", "sort_order": "INTEGER"}
    _table(connection, "catalogue", dict.fromkeys(rows[0], _TEXT) | special, rows)
