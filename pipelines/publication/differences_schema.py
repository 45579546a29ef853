"""How the tables of two releases differ in their columns, and what that would break for readers.

A mart is a promise to those who read it (G7): columns may be added, and whatever else changes is a
new version of the mart. dbt calls version 2 of a model ``<mart>_v2``, so that both can be released
for a while, and the old one may go when the new one is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.publication.listing import DATA

if TYPE_CHECKING:
    import duckdb

# Mart -> columns and their types, in order.
Schema = Mapping[str, Mapping[str, str]]
# Marts that are released no more and that nothing replaces -> why. Readers have been told.
RETIRED: dict[str, str] = {}
_VERSION = re.compile(r"(?P<mart>.+)_v(?P<version>[1-9][0-9]*)")


class BreakingChangeError(Exception):
    """What readers rely on would be gone; the message names mart and column and what to do."""


@dataclass(frozen=True)
class SchemaChange:
    """One mart or column that is there in one release only, or has another type.

    ``column`` is None for a whole mart. ``change`` is added, removed or retyped.
    """

    mart: str
    column: str | None
    change: str
    type_before: str | None
    type_after: str | None
    is_breaking: bool


def schema_of_release(folder: Path) -> Schema:
    """The tables of a release's folder, from their Parquet files."""
    import duckdb

    found: dict[str, Mapping[str, str]] = {}
    with duckdb.connect(":memory:") as connection:
        for path in sorted((folder / DATA).glob("*.parquet")):
            rows = connection.execute(
                "describe from read_parquet($file)", {"file": str(path)}
            ).fetchall()
            found[path.stem] = {name: kind for name, kind, *_ in rows}
    return found


def schema_of_marts(connection: duckdb.DuckDBPyConnection) -> Schema:
    """The tables in schema ``marts`` of the connection's database."""
    rows = connection.execute(
        "select table_name, column_name, data_type from information_schema.columns "
        "where table_schema = 'marts' and table_catalog = current_catalog() "
        "order by table_name, ordinal_position"
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for mart, column, kind in rows:
        found.setdefault(mart, {})[column] = kind
    return found


def schema_changes(before: Schema, after: Schema) -> list[SchemaChange]:
    """Everything in which two schemas differ, by mart; the order of columns is no difference."""
    changes: list[SchemaChange] = []
    for mart in sorted(before.keys() | after.keys()):
        if mart not in before:
            changes.append(SchemaChange(mart, None, "added", None, None, is_breaking=False))
        elif mart not in after:
            is_breaking = mart not in RETIRED and not _has_newer_version(mart, after)
            changes.append(SchemaChange(mart, None, "removed", None, None, is_breaking))
        else:
            changes += _column_changes(mart, before[mart], after[mart])
    return changes


def refuse_breaking_changes(previous: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """See that readers of the release in ``previous`` can read the marts of ``connection``.

    ``BreakingChangeError`` when a mart or column of it is gone or has another type, unless a higher
    version of the mart (``<mart>_v2``) took its place.
    """
    changes = schema_changes(schema_of_release(previous), schema_of_marts(connection))
    if breaking := [each for each in changes if each.is_breaking]:
        raise BreakingChangeError(
            f"Nothing is released: it would break what readers of release {previous.name} rely "
            "on.\n" + "\n".join(f"  {_sentence(each)}" for each in breaking)
        )


def _column_changes(
    mart: str, before: Mapping[str, str], after: Mapping[str, str]
) -> list[SchemaChange]:
    changes: list[SchemaChange] = []
    for column in [*before, *(name for name in after if name not in before)]:
        was, becomes = before.get(column), after.get(column)
        if was != becomes:
            change = "added" if was is None else "removed" if becomes is None else "retyped"
            is_breaking = was is not None
            changes.append(SchemaChange(mart, column, change, was, becomes, is_breaking))
    return changes


def _has_newer_version(mart: str, after: Schema) -> bool:
    name, version = _name_and_version(mart)
    return any(
        other_name == name and other_version > version
        for other_name, other_version in map(_name_and_version, after)
    )


def _name_and_version(mart: str) -> tuple[str, int]:
    """``school_v2`` is version 2 of ``school``, which is itself version 1."""
    match = _VERSION.fullmatch(mart)
    return (match["mart"], int(match["version"])) if match else (mart, 1)


def _sentence(change: SchemaChange) -> str:
    name, version = _name_and_version(change.mart)
    if change.column is None:
        return (
            f"The mart {change.mart} is gone. Release it again, or a newer version of it "
            f"({name}_v{version + 1}); if nothing replaces it, tell its readers and name it in "
            "RETIRED (pipelines/publication/differences_schema.py)."
        )
    what = (
        "is gone"
        if change.change == "removed"
        else f"was {change.type_before} and is {change.type_after}"
    )
    return (
        f"{change.mart}: the column {change.column} {what}. Bring it back as it was, or leave the "
        f"mart as it is and make a new version of it, {name}_v{version + 1} (`versions:` of the "
        "model in its page in dbt_project/models/marts)."
    )
