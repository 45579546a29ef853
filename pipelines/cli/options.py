"""The options that several commands share, and how what they name is found.

Whatever is named wrongly ends with exit code 2 and what comes near to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.codelists import areas
from models.contract import load_contracts
from pipelines.cli.formats import Format
from pipelines.cli.talk import fail, misuse, unknown
from pipelines.home import Home

if TYPE_CHECKING:
    import duckdb

    from pipelines.deliveries.find import FoundDelivery

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="The home; else $NOEGLETAL_HOME, else data in the checkout."),
]


def _said(purpose: str | None) -> str | None:
    if purpose is not None and not purpose.strip():
        raise typer.BadParameter("say what for, or leave it out")
    return purpose


PurposeOption = Annotated[
    str | None,
    typer.Option(
        "--purpose",
        callback=_said,
        help="What for, in the access log; else the usual purpose of the command.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]


def existing_home(path: Path | None) -> Home:
    """The home asked for; wrong use when there is no such folder."""
    home = Home.resolve(path)
    if not home.path.is_dir():
        misuse(f"There is no folder {home.path}.")
    return home


def area_code(given: str) -> str:
    """The three-digit code of an area given by code or name, in any case."""
    by_name = {name.casefold(): code for code, name in areas().items()}
    if given in areas():
        return given
    return by_name.get(given.casefold()) or unknown("area", given, areas().values())


def existing_source(given: str) -> str:
    """A source that has a contract, in any case."""
    sources = load_contracts()
    return given.casefold() if given.casefold() in sources else unknown("source", given, sources)


def free_path(path: Path, overwrite: bool) -> Path:
    """A path that may be written: in a folder that exists, over a file only when asked to."""
    if not path.parent.is_dir():
        misuse(f"There is no folder {path.parent}.")
    if path.is_dir():
        misuse(f"{path} is a folder; name the file with --output.")
    if path.exists() and not overwrite:
        misuse(f"{path} is there already. Choose another --output, or say --overwrite.")
    return path


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Write a file for its owner only, and say where; exit code 1 when the disk will not have it.

    Nothing is left of a file that could not be finished.
    """
    from pipelines.private_files import private_files

    try:
        with private_files():
            yield
    except OSError as failed:
        fail(f"{path} cannot be written: {failed.strerror or failed}.")
    typer.echo(path)


@contextmanager
def telling_what_is_shut() -> Iterator[None]:
    """Exit code 1, and what to do, when a home's warehouse cannot be looked into now."""
    import duckdb

    from pipelines.access_log import AccessNotLoggedError
    from pipelines.deliveries.memory import MemoryLimitRefusedError
    from pipelines.deliveries.warehouse import WarehouseMissingError, WarehouseUnreadableError
    from pipelines.keys import KeyRefusedError
    from pipelines.lock import HomeLockedError

    try:
        yield
    except (
        MemoryLimitRefusedError,
        WarehouseMissingError,
        WarehouseUnreadableError,
        HomeLockedError,
        KeyRefusedError,
        AccessNotLoggedError,
    ) as shut:
        fail(str(shut))
    except (duckdb.CatalogException, duckdb.BinderException):
        # DuckDB's own words may quote what it looked at.
        fail("The home's warehouse was made by another version. Refresh the home first.")


@contextmanager
def reading(home: Home, purpose: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The home's warehouse for looking only; exit code 1 when it cannot be opened."""
    from pipelines.deliveries.warehouse import reading_warehouse

    with telling_what_is_shut(), reading_warehouse(home, purpose) as connection:
        yield connection


def wanted_delivery(connection: duckdb.DuckDBPyConnection, given: str) -> FoundDelivery:
    """The delivery meant by an id, the beginning of one, or (source/)file name."""
    from pipelines.deliveries.find import (
        AmbiguousDeliveryError,
        UnknownDeliveryError,
        find_delivery,
    )

    try:
        return find_delivery(connection, given)
    except UnknownDeliveryError as missing:
        unknown("delivery", missing.given, missing.known)
    except AmbiguousDeliveryError as several:
        misuse(str(several))
