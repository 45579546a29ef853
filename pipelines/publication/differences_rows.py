"""How the rows of the marts of two releases differ, counted by DuckDB and never listed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.publication.differences_schema import Schema
from pipelines.publication.listing import DATA

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class RowChange:
    """How the rows of a mart that both releases have differ.

    ``added`` and ``removed`` rows are there in one release only; ``changed`` ones have the same
    key and other content, to the last bit. Without a key a changed row is removed and added.
    """

    mart: str
    before: int
    after: int
    added: int
    removed: int
    changed: int


def row_changes(
    connection: duckdb.DuckDBPyConnection,
    folders: tuple[Path, Path],
    schemas: tuple[Schema, Schema],
) -> list[RowChange]:
    """The marts in two releases' folders whose rows differ; ``schemas`` are those of both."""
    both = [mart for mart in schemas[0] if mart in schemas[1]]
    changes = [_row_change(connection, mart, folders, schemas) for mart in both]
    return [each for each in changes if each.added or each.removed or each.changed]


def _row_change(
    connection: duckdb.DuckDBPyConnection,
    mart: str,
    folders: tuple[Path, Path],
    schemas: tuple[Schema, Schema],
) -> RowChange:
    """Compared in the columns that both have with the same type."""
    common = [name for name, kind in schemas[0][mart].items() if schemas[1][mart].get(name) == kind]
    key = _key(mart)
    key = key if set(key) <= set(common) else ()
    for name, folder in zip(("left_rows", "right_rows"), folders, strict=True):
        file = str(folder / DATA / f"{mart}.parquet").replace("'", "''")
        columns = ", ".join(f'"{column}"' for column in common) or "1"
        connection.execute(
            f"create or replace view {name} as select {columns} from read_parquet('{file}')"
        )
    keys = ", ".join(f'"{column}"' for column in key or common) or "*"
    removed, added, other = (
        _count(connection, f"select {what} from {one} except all select {what} from {another}")
        for what, one, another in (
            (keys, "left_rows", "right_rows"),
            (keys, "right_rows", "left_rows"),
            ("*", "right_rows", "left_rows"),
        )
    )
    before, after = (_count(connection, f"from {name}") for name in ("left_rows", "right_rows"))
    return RowChange(mart, before, after, added, removed, other - added)


def _key(mart: str) -> tuple[str, ...]:
    """What tells one row of a mart from another; nothing for a mart that is no longer made."""
    from pipelines.publication.content.descriptions import UndescribedError, describe

    try:
        return describe(mart, ()).key
    except UndescribedError:
        return ()


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    rows: list[Any] = connection.execute(f"select count(*) from ({query})").fetchall()
    return int(rows[0][0])
