"""What keeps persons out of what is published: no mart has a column or a value that is somebody's.

Which columns identify is said by the contracts; the values are looked at too, because a model can
give a pseudonym another name.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from models.contract import load_contracts

# As `pipelines.keys` and the loading step write them: the key's version and an HMAC-SHA-256.
_PSEUDONYM = "p[0-9]+_[0-9a-f]{64}"
# What can hold a text, also inside a list, a struct or a map.
_CAN_HOLD_TEXT = ("VARCHAR", "BLOB", "JSON", "ENUM", "UNION")


class PersonsInMartError(Exception):
    """A mart would publish persons; the message names mart and column, never a value."""


def refuse_persons(connection: duckdb.DuckDBPyConnection, marts: Iterable[str]) -> None:
    """Raise ``PersonsInMartError`` if a table of schema ``marts`` tells of single persons."""
    found = [
        problem
        for mart in marts
        for problem in (*_by_name(connection, mart), *_by_value(connection, mart))
    ]
    if found:
        raise PersonsInMartError(
            "Nothing is published, and the marts that readers open stay as they were, because "
            + "; ".join(dict.fromkeys(found))
            + ". A mart holds figures only: count the persons, or leave the column out of the "
            "model's final select (dbt_project/models/marts)."
        )


def identifying_columns() -> frozenset[str]:
    """The names that an identifier has in a delivery or in the raw tables, in lower case."""
    identifiers = [
        column
        for contract in load_contracts().values()
        for column in contract.columns
        if column.personal == "identifier"
    ]
    # A flag beside a number may be what is counted by; it tells nobody from another.
    raw = (pair for column in identifiers for pair in column.raw_columns)
    names = {name for name, duckdb_type in raw if duckdb_type != "BOOLEAN"}
    return frozenset(name.lower() for name in names | {column.name for column in identifiers})


def _by_name(connection: duckdb.DuckDBPyConnection, mart: str) -> list[str]:
    identifying = identifying_columns()
    return [
        f"marts.{mart} has the column {name}, which the contracts (models/contracts) classify as "
        "identifier"
        for name, _ in _columns(connection, mart)
        if name.lower() in identifying
    ]


def _by_value(connection: duckdb.DuckDBPyConnection, mart: str) -> list[str]:
    texts = [
        name
        for name, duckdb_type in _columns(connection, mart)
        if any(kind in duckdb_type.upper() for kind in _CAN_HOLD_TEXT)
    ]
    if not texts:
        return []
    looked_at = ", ".join(
        f"coalesce(bool_or(regexp_matches(cast({_quoted(name)} as varchar), '{_PSEUDONYM}')), "
        "false)"
        for name in texts
    )
    [found] = connection.execute(f"select {looked_at} from marts.{_quoted(mart)}").fetchall()
    return [
        f"marts.{mart} has pseudonyms of persons in the column {name}"
        for name, has_pseudonyms in zip(texts, found, strict=True)
        if has_pseudonyms
    ]


def _columns(connection: duckdb.DuckDBPyConnection, mart: str) -> list[tuple[str, str]]:
    return connection.execute(
        "select column_name, data_type from information_schema.columns where table_schema = "
        "'marts' and table_name = $mart and table_catalog = current_catalog() order by "
        "ordinal_position",
        {"mart": mart},
    ).fetchall()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
