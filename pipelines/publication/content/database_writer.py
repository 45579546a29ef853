"""The program that writes a release's DuckDB file, in a process of its own.

One line of JSON on standard input says what to write (made in ``database.py``). It imports nothing
of the project, and ends at once when whoever started it is gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any

import duckdb

_TARGET = "released"


def write(order: dict[str, Any]) -> None:
    """Copy the tables in their order, with comments, and add the table ``about``."""
    # One thread: the rows are then always cut into the same pieces.
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        # It looks at a random sample of the rows: the same table would not be the same bytes.
        connection.execute("set disabled_compression_methods = 'fsst'")
        connection.execute(
            f"attach {_text(order['path'])} as {_TARGET} "
            f"(storage_version {_text(order['storage_version'])})"
        )
        for table in order["tables"]:
            _copy(connection, table)
        connection.execute(f"create table {_TARGET}.about (name varchar, value varchar)")
        connection.execute(
            f"comment on table {_TARGET}.about is 'What this release is, and what is hidden in it.'"
        )
        connection.executemany(f"insert into {_TARGET}.about values (?, ?)", order["about"])
        connection.execute(f"checkpoint {_TARGET}")
        connection.execute(f"detach {_TARGET}")


def _copy(connection: duckdb.DuckDBPyConnection, table: dict[str, Any]) -> None:
    target = f"{_TARGET}.{_name(table['name'])}"
    connection.execute(f"create table {target} as from read_parquet({_text(table['parquet'])})")
    connection.execute(f"comment on table {target} is {_text(table['comment'])}")
    for name, comment in table["columns"]:
        connection.execute(f"comment on column {target}.{_name(name)} is {_text(comment)}")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _end_with_the_starter() -> None:
    # Not sys.stdin: Python could not end properly while a thread waits in it.
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    try:
        write(asked)
    except duckdb.Error as failed:
        sys.exit(str(failed).splitlines()[0])
