"""What readers open: the Parquet files of the marts, never the warehouse.

So they answer while a refresh runs, and can neither write nor see what is not published.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import duckdb

from pipelines.cli.formats import Rows
from pipelines.cli.talk import fail
from pipelines.home import Home


def read(home: Home, sql: str, parameters: dict[str, Any] | None = None) -> Rows:
    """The rows of a query of ours; mart names in it are tables."""
    with _open(home, "view") as connection:
        return _rows(connection.execute(sql, parameters or {}))


def read_untrusted(home: Home, sql: str) -> Rows:
    """The rows of a query of the user's, which sees the marts and nothing else.

    Raises ``ValueError`` unless it is one ``select``, ``duckdb.Error`` when DuckDB refuses it.
    """
    # Copies and not views: a view could not be read once access to files is shut off.
    with _open(home, "table") as connection:
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise ValueError("Only one select is answered: the marts are read only.")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        return _rows(connection.execute(sql))


@contextmanager
def _open(home: Home, kind: Literal["view", "table"]) -> Iterator[duckdb.DuckDBPyConnection]:
    files = sorted(home.marts.glob("*.parquet"))
    if not files:
        fail(f"There are no marts in {home.marts}. Run: noegletal refresh --home {home.path}")
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    try:
        for path in files:
            file = str(path).replace("'", "''")
            connection.execute(
                f"create {kind} \"{path.stem}\" as select * from read_parquet('{file}')"
            )
        yield connection
    finally:
        connection.close()


def _rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    columns = tuple(column[0] for column in connection.description or [])
    return Rows(columns, connection.fetchall())
