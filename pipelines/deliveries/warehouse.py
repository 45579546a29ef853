"""Opening the warehouse, for the one writer or for readers, and keeping its files private."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from pipelines.home import Home
from pipelines.lock import reader_lock


class WarehouseMissingError(Exception):
    """Nothing has been loaded into this home yet; the message says what to do."""


class WarehouseUnreadableError(Exception):
    """The warehouse file cannot be opened; the message says what to do."""


@contextmanager
def open_warehouse(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The home's warehouse, made when missing, open for the one writer."""
    home.path.mkdir(parents=True, exist_ok=True)
    connection = _connect(home, read_only=False)
    try:
        yield connection
        # No write-ahead log stays beside the file: a replaced warehouse could not be opened.
        connection.execute("checkpoint")
    finally:
        connection.close()


@contextmanager
def reading_warehouse(
    home: Home, purpose: str = "noegletal, reading"
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The home's warehouse for looking only; no writer comes in until it is closed.

    ``purpose`` names the reader to a waiting writer (``noegletal diff``). ``HomeLockedError`` while
    another process writes, ``WarehouseMissingError`` before the first refresh,
    ``WarehouseUnreadableError`` when the file is damaged.
    """
    if not home.warehouse.exists():
        raise WarehouseMissingError(
            f"{home.path} has no warehouse yet. Run `noegletal refresh --home {home.path}` first."
        )
    with reader_lock(home, purpose):
        connection = _connect(home, read_only=True)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Everything within is written, or nothing of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


@contextmanager
def private_files() -> Iterator[None]:
    """Files made within can be read by their owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _connect(home: Home, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(home.warehouse), read_only=read_only)
    except (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException) as broken:
        # DuckDB's own words may show a piece of the file, so they are not repeated.
        raise WarehouseUnreadableError(
            f"{home.warehouse} cannot be opened ({type(broken).__name__}). The published marts are "
            "untouched. If no other program has it open, move it away and refresh: everything in "
            "it is made again from the deliveries."
        ) from None
