"""Opening the warehouse, for the one writer or for readers.

The only place that does: what is opened elsewhere is not encrypted and spills to another folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from pipelines.deliveries.duckdb_start import Setting, settings
from pipelines.deliveries.encryption import fitting_key, load_encryption, wrong_key
from pipelines.home import Home
from pipelines.keys import database_key
from pipelines.lock import reader_lock

CATALOG = "warehouse"


class WarehouseMissingError(Exception):
    """Nothing has been loaded into this home yet; the message says what to do."""


class WarehouseUnreadableError(Exception):
    """The warehouse file cannot be opened; the message says what to do."""


@contextmanager
def open_warehouse(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The home's warehouse, made when missing, open for the one writer."""
    home.path.mkdir(parents=True, exist_ok=True)
    # What a killed writer had spilled; nobody else is at work.
    shutil.rmtree(home.temporary, ignore_errors=True)
    connection = connect_warehouse(home, read_only=False)
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
    ``KeyRefusedError`` without the key that it was encrypted with, ``WarehouseUnreadableError``
    when the file is damaged.
    """
    if not home.warehouse.exists():
        raise WarehouseMissingError(
            f"{home.path} has no warehouse yet. Run `noegletal refresh --home {home.path}` first."
        )
    with reader_lock(home, purpose):
        connection = connect_warehouse(home, read_only=True)
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


def connect_warehouse(
    home: Home, read_only: bool, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """The warehouse for a step that holds the home's lock already; the caller closes it.

    ``KeyRefusedError`` when the database key does not open it, ``WarehouseUnreadableError`` when
    the file is damaged or another program has it open.
    """
    connection = duckdb.connect(":memory:", config=warehouse_settings(home, threads))
    try:
        attach_warehouse(connection, home, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def warehouse_settings(home: Home, threads: int | None = None) -> dict[str, Setting]:
    """What DuckDB is started with; ``threads`` as many as there are processors unless given."""
    is_encrypted = database_key(home) is not None
    return settings(home.temporary, is_encrypted) | (
        {} if threads is None else {"threads": threads}
    )


def attach_warehouse(connection: duckdb.DuckDBPyConnection, home: Home, read_only: bool) -> None:
    """Open the home's warehouse on a connection as ``warehouse``, and use it.

    Always by this name, whatever the file's, so that SQL kept in it can be run after a renaming;
    and always attached, because only so can it have a key.
    """
    key = fitting_key(home, read_only)
    options = ["read_only"] if read_only else []
    path = str(home.warehouse).replace("'", "''")
    try:
        if key is not None:
            load_encryption(connection)
            options.append("encryption_key $key")
        stated = f" ({', '.join(options)})" if options else ""
        # A parameter: the key stands in no statement that a log or an error could repeat.
        connection.execute(
            f"attach '{path}' as {CATALOG}{stated}", {"key": key.secret.hex()} if key else None
        )
        connection.execute(f"use {CATALOG}")
    except duckdb.Error as broken:
        if key is not None and isinstance(broken, duckdb.InvalidInputException):
            raise wrong_key(home) from None
        # DuckDB's own words may show a piece of the file, so they are not repeated.
        raise WarehouseUnreadableError(
            f"{home.warehouse} cannot be opened ({type(broken).__name__}). What is released is "
            "untouched. If no other program has it open, move it away and refresh: everything in "
            "it is made again from the deliveries."
        ) from None
