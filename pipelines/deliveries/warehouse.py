"""Opening the warehouse for writing, and keeping what is written to its owner."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from pipelines.home import Home


@contextmanager
def open_warehouse(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The home's warehouse, made when missing, open for the one writer."""
    home.path.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(home.warehouse))
    try:
        yield connection
        # No write-ahead log stays beside the file: a replaced warehouse could not be opened.
        connection.execute("checkpoint")
    finally:
        connection.close()


@contextmanager
def private_files() -> Iterator[None]:
    """Files made within can be read by their owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
