"""A set's marts opened for questions, and nothing else of the home.

The files are named in views: a parameter would make DuckDB import pandas, which takes longer than
all the rest of ``noegletal status``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# One thread: with two, DuckDB 1.5.5 ends about one of 150 questions about changes with an internal
# error ("Attempted to access index 0 within vector of size 0").
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "threads": 1,
}


@contextmanager
def opened(**marts: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Parquet files as views, by the names that they are given."""
    with duckdb.connect(":memory:", config=_CONFIG) as connection:
        for name, path in marts.items():
            file = str(path).replace("'", "''")
            connection.execute(f"create view {name} as select * from read_parquet('{file}')")
        yield connection
