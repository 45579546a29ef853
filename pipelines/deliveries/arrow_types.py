"""The Arrow type of each DuckDB type that the tables of schema ``raw`` have."""

from __future__ import annotations

import pyarrow as pa

ARROW_TYPES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
    "TINYINT": pa.int8(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DECIMAL(18, 5)": pa.decimal128(18, 5),
}


def arrow_table(columns: tuple[tuple[str, str], ...], rows: list[tuple[object, ...]]) -> pa.Table:
    """Rows as a table with the given names and DuckDB types; no rows make an empty table."""
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pa.table(
        {
            name: pa.array(cells, ARROW_TYPES[duckdb_type])
            for (name, duckdb_type), cells in zip(columns, values, strict=True)
        }
    )
