"""How many rows the files of a release have, counted without trusting what wrote them."""

from __future__ import annotations

import csv
from pathlib import Path

_DATABASE_ENDING = ".duckdb"


def rows_of(path: Path) -> int | None:
    """The rows of a Parquet or CSV file, without a CSV's header; None for any other file.

    ``ValueError`` when the file is not what its ending says.
    """
    if path.suffix == ".parquet":
        return _rows_of_parquet(path)
    return _rows_of_csv(path) if path.suffix == ".csv" else None


def tables_of(path: Path) -> dict[str, int]:
    """The rows of every table of a DuckDB file, views too; ``ValueError`` when it is none."""
    import duckdb

    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            names = connection.execute(
                "select table_schema, table_name from information_schema.tables "
                "where table_catalog = current_catalog() order by all"
            ).fetchall()
            return {
                (table if schema == "main" else f"{schema}.{table}"): int(
                    connection.execute(
                        f"select count(*) from {_quoted(schema)}.{_quoted(table)}"
                    ).fetchall()[0][0]
                )
                for schema, table in names
            }
    except duckdb.Error as broken:
        raise ValueError(f"cannot be opened ({type(broken).__name__})") from None


def is_database(path: Path) -> bool:
    """Whether it is a DuckDB file, by its name."""
    return path.suffix == _DATABASE_ENDING


def _rows_of_parquet(path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError) as broken:
        raise ValueError(f"is no Parquet file ({type(broken).__name__})") from None


def _rows_of_csv(path: Path) -> int:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            # The Danish Excel's files have semicolons, because its decimals have commas.
            delimiter = ";" if header.count(";") > header.count(",") else ","
            return sum(1 for _ in csv.reader(file, delimiter=delimiter, strict=True))
    except (csv.Error, UnicodeDecodeError) as broken:
        raise ValueError(f"is no CSV file ({type(broken).__name__})") from None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
