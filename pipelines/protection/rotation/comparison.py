"""What two warehouses under different keys must have in common, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_PSEUDONYM = "person_id"  # part of the name of every column that holds pseudonyms


@dataclass(frozen=True)
class TableShape:
    """Rows, distinct persons by column, and for marts (no persons) a hash over all rows."""

    rows: int
    persons: tuple[tuple[str, int], ...]
    content: str | None


def differences(old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection) -> list[str]:
    """A sentence for each table that is not the same in both; empty when everything is."""
    before, after = _shapes(old), _shapes(new)
    found: list[str] = []
    for table in sorted(before.keys() | after.keys()):
        one, other = before.get(table), after.get(table)
        if one is None or other is None:
            found.append(f"{table} is in the {'new' if one is None else 'old'} warehouse only")
        elif one.rows != other.rows:
            found.append(f"{table} had {one.rows} rows and has {other.rows}")
        elif one.persons != other.persons:
            found.append(f"{table} had {one.persons} distinct persons and has {other.persons}")
        elif one.content != other.content:
            found.append(f"{table} has as many rows as before, but other values")
    return found


def _shapes(connection: duckdb.DuckDBPyConnection) -> dict[str, TableShape]:
    tables = connection.execute(
        """
        select
            table_schema,
            table_name,
            list(column_name order by column_name) filter (contains(column_name, $pseudonym))
        from information_schema.columns
        where
            table_catalog = current_database()
            and table_schema in ('raw', 'staging', 'core', 'marts')
        group by all
        """,
        {"pseudonym": _PSEUDONYM},
    ).fetchall()
    return {f"{s}.{t}": _shape(connection, s, t, persons or []) for s, t, persons in tables}


def _shape(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str, persons: list[str]
) -> TableShape:
    # The text of a row says everything that is in it, and the order does not matter.
    hashed = "md5(string_agg(each::varchar, chr(10) order by each::varchar))"
    counts = ["count(*)", hashed if schema == "marts" else "null"]
    counts += [f'count(distinct "{column}")' for column in persons]
    [(rows, content, *distinct)] = connection.execute(
        f'select {", ".join(counts)} from {schema}."{table}" as each'
    ).fetchall()
    return TableShape(int(rows), tuple(zip(persons, distinct, strict=True)), content)
