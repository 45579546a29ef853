"""What readers open: the Parquet files of one release or one unprotected set, never the warehouse.

So they answer while a refresh or a release runs, and can neither write nor see what is not
published. Which folder a pointer leads to is asked once per command: no answer mixes two releases.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

import duckdb

from pipelines.cli.formats import Rows
from pipelines.cli.talk import fail, unknown
from pipelines.home import Home
from pipelines.publication.listing import DATA, UnknownReleaseError, numbered_releases, release_path
from pipelines.publication.manifest import Manifest
from pipelines.publication.unprotected import NoUnprotectedSetError, open_set

_ROW_COUNT = "select sum(num_rows) from parquet_file_metadata($file)"


@dataclass(frozen=True)
class Marts:
    """One folder of Parquet files, a mart each; ``release`` is None where nothing is hidden."""

    folder: Path
    release: int | None

    def read(self, sql: str, parameters: dict[str, Any] | None = None) -> Rows:
        """The rows of a query of ours; mart names in it are tables."""
        with self._open("view") as connection:
            return _rows(connection.execute(sql, parameters or {}))

    def read_untrusted(self, sql: str) -> Rows:
        """The rows of a query of the user's, which sees the marts and nothing else.

        Raises ``ValueError`` unless it is one ``select``, ``duckdb.Error`` when DuckDB refuses it.
        """
        # Copies and not views: a view could not be read once access to files is shut off.
        with self._open("table") as connection:
            statements = connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise ValueError("Only one select is answered: the marts are read only.")
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
            return _rows(connection.execute(sql))

    @property
    def policy_id(self) -> str:
        """The policy by which the release hides small counts."""
        return str(Manifest.read(self.folder.parent).policy["id"])

    def row_counts(self) -> dict[str, int]:
        """How many rows each mart has, by its name; the rows themselves are not looked at."""
        return {path.stem: parquet_row_count(path) for path in self._files()}

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.parquet"))

    @contextmanager
    def _open(self, kind: Literal["view", "table"]) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        try:
            for path in self._files():
                file = str(path).replace("'", "''")
                connection.execute(
                    f"create {kind} \"{path.stem}\" as select * from read_parquet('{file}')"
                )
            yield connection
        finally:
            connection.close()


def unprotected_marts(home: Home) -> Marts:
    """What the last refresh computed, small counts included; exit code 1 before the first one."""
    try:
        return Marts(open_set(home).marts_folder, release=None)
    except NoUnprotectedSetError as missing:
        fail(str(missing))


def released_marts(home: Home, number: int | None = None) -> Marts:
    """The current release, or the one of that number.

    Exit code 1 before the first one, 2 when there is none of that number.
    """
    folder = chosen_release(home, number)
    return Marts(folder / DATA, release=int(folder.name))


def chosen_release(home: Home, number: int | None = None) -> Path:
    """Where the current release lies, or the one of that number; its folder is named by it.

    Exit code 1 before the first one, 2 when there is none of that number.
    """
    folder = numbered_releases(home).current() if number is None else release_folder(home, number)
    return folder or fail_without_release(home)


def release_folder(home: Home, number: int) -> Path:
    """Where a release lies; wrong use when there is none of that number."""
    try:
        return release_path(home, number)
    except UnknownReleaseError as missing:
        unknown("release", str(missing.given), map(str, missing.known))


def fail_without_release(home: Home) -> NoReturn:
    """Say that nothing is released, or not even computed, and how to come there."""
    try:
        open_set(home)
    except NoUnprotectedSetError as missing:
        fail(str(missing))
    fail(
        f"Nothing is released in {home.path} yet. Run: noegletal release --home {home.path}\n"
        "Who works in the home sees what the last refresh computed by --unprotected."
    )


def parquet_row_count(path: Path) -> int:
    """The rows of a Parquet file as its end says, which is all that is read of it."""
    with duckdb.connect(":memory:") as connection:
        [(rows,)] = connection.execute(_ROW_COUNT, {"file": str(path)}).fetchall()
    return int(rows)


def _rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    columns = tuple(column[0] for column in connection.description or [])
    return Rows(columns, connection.fetchall())
