"""All tables of a release in one DuckDB file, in the oldest form that a 1.x client can open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.publication.content.about import About
from pipelines.publication.content.descriptions import TableText

STORAGE_VERSION = "v1.0.0"
_FILE = "released"


def write_database(
    connection: duckdb.DuckDBPyConnection, path: Path, texts: Sequence[TableText], about: About
) -> None:
    """Copy the tables of schema ``marts``, with comments, and add the table ``about``."""
    connection.execute(
        f"attach '{_escaped(str(path))}' as {_FILE} (storage_version '{STORAGE_VERSION}')"
    )
    try:
        for text in texts:
            target = f'{_FILE}."{text.name}"'
            connection.execute(f'create table {target} as from marts."{text.name}"')
            connection.execute(f"comment on table {target} is '{_escaped(text.description)}'")
            for name, column in _described_columns(connection, text):
                connection.execute(f"comment on column {target}.\"{name}\" is '{column}'")
        connection.execute(f"create table {_FILE}.about (name varchar, value varchar)")
        connection.executemany(
            f"insert into {_FILE}.about values (?, ?)", [list(fact) for fact in about.facts.items()]
        )
        connection.execute(f"checkpoint {_FILE}")
    finally:
        connection.execute(f"detach {_FILE}")


def _described_columns(
    connection: duckdb.DuckDBPyConnection, text: TableText
) -> list[tuple[str, str]]:
    columns = connection.execute(f'describe marts."{text.name}"').fetchall()
    described = []
    for name, *_ in columns:
        column = text.columns[name]
        unit = f" Unit: {column.unit}." if column.unit else ""
        described.append((name, _escaped(column.description + unit)))
    return described


def _escaped(text: str) -> str:
    return text.replace("'", "''")
