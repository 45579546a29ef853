"""Which tables of a warehouse hold rows about single persons: worked out, never listed by hand.

The raw tables are made empty in memory from the contracts and looked at. From there the identifying
columns are followed through dbt's models: a model whose final select names one holds persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from models.contract import Contract, load_contracts
from pipelines.deliveries.in_force import settle
from pipelines.deliveries.ledger import create_tables
from pipelines.deliveries.persons_current import CHANGES
from pipelines.home import DBT_PROJECT, Home

# A corrected value stands by itself in raw.corrections_in_force, and may be a person's.
_CORRECTED = "new_value"
_STORED = ("materialized='table'", "materialized='incremental'")
_BARE = r"(?:\w+\.)?(\w+)(?:\s+as\s+(\w+))?"
_SELECTED = re.compile(rf"^\s+{_BARE},?\s*$", re.MULTILINE)
_RENAMED = re.compile(r"(?:\w+\.)?(\w+)\s+as\s+(\w+)")
# A model that loops over others names them in a list; only models have these beginnings.
_USES = re.compile(r"source\('raw', '(\w+)'\)|ref\('(\w+)'\)|'((?:stg|core|kf)_\w+)'")
_COMMENT = re.compile(r"--.*$|{#.*?#}", re.MULTILINE)


@dataclass(frozen=True)
class PersonTable:
    """One table or view; ``identified_by`` are its columns that tell one person from another.

    ``sources`` are the contracts whose deliveries its rows come from.
    """

    schema: str
    name: str
    is_stored: bool
    identified_by: tuple[str, ...]
    sources: tuple[str, ...]


def person_tables(models: Path = DBT_PROJECT / "models") -> list[PersonTable]:
    """All that hold persons, in the order in which they are made."""
    tables = {f"raw.{table.name}": table for table in _raw_tables()}
    waiting = {path.stem: path for path in sorted(models.rglob("*.sql"))}
    while waiting:
        ready = [name for name, path in waiting.items() if not _used(path, waiting) - {name}]
        if not ready:
            raise ValueError(f"dbt models that use each other in a circle: {sorted(waiting)}")
        for name in ready:
            path = waiting.pop(name)
            table = _model(path, models, [tables[used] for used in sorted(_used(path, tables))])
            if table is not None:
                tables[name] = table
    return list(tables.values())


def identifying(contract: Contract) -> tuple[str, ...]:
    """The raw columns by which one person's rows are told from another's: child or staff."""
    return tuple(
        name
        for column in contract.columns
        if column.personal == "identifier"
        or (column.personal == "staff" and column.name in contract.key)
        for name, duckdb_type in column.raw_columns
        if duckdb_type != "BOOLEAN"  # a flag beside a number tells nobody from another
    )


def _raw_tables() -> list[PersonTable]:
    contracts = load_contracts()
    with TemporaryDirectory() as nowhere, duckdb.connect(":memory:") as connection:
        create_tables(connection)
        settle(connection, Home(Path(nowhere)), None)
        columns = connection.execute(
            "select table_name, column_name, table_type = 'BASE TABLE' "
            "from information_schema.columns inner join information_schema.tables "
            "using (table_schema, table_name) where table_schema = 'raw' "
            "order by table_name, ordinal_position"
        ).fetchall()
    found: list[PersonTable] = []
    for table in dict.fromkeys(name for name, _, _ in columns):
        source = table.removesuffix("_in_force")
        # A table of the ledger has no contract; the columns of the contracts tell there too.
        known = contracts.get(source)
        names = _names([known] if known else contracts.values())
        held = tuple(
            name for of, name, _ in columns if of == table and name in names | {_CORRECTED}
        )
        is_stored = any(stored for of, _, stored in columns if of == table)
        if held:
            sources = (source,) if known else _sources(contracts, table)
            found.append(PersonTable("raw", table, is_stored, held, sources))
    return found


def _names(contracts: Iterable[Contract]) -> set[str]:
    return {name for contract in contracts for name in identifying(contract)}


def _sources(contracts: Mapping[str, Contract], table: str) -> tuple[str, ...]:
    """Of a table that is no contract's own: what it is made from, else whatever has persons."""
    if table == "persons_current":
        return (CHANGES,)
    return tuple(name for name, contract in contracts.items() if contract.is_personal)


def _used(path: Path, known: Iterable[str]) -> set[str]:
    """Those of the known tables that a model names; a raw one is known as ``raw.<name>``."""
    named = _USES.findall(path.read_text(encoding="utf-8"))
    return {f"raw.{raw}" if raw else model or listed for raw, model, listed in named} & set(known)


def _model(path: Path, models: Path, used: list[PersonTable]) -> PersonTable | None:
    sql = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    names = {name for table in used for name in table.identified_by}
    for before, after in _RENAMED.findall(sql):
        if before in names:
            names.add(after)
    # The style has one way to end: common table expressions closed at the margin, then a select,
    # or a macro that counts.
    final = re.split(r"^\),?$", sql, flags=re.MULTILINE)[-1].partition("select")[2]
    selected = [after or before for before, after in _SELECTED.findall(final)]
    held = tuple(dict.fromkeys(name for name in selected if name in names))
    if not held:
        return None
    schema = path.relative_to(models).parts[0]
    plain = sql.replace('"', "'").replace(" = ", "=")
    is_stored = schema == "marts" or any(stored in plain for stored in _STORED)
    sources = {source for table in used for source in table.sources}
    return PersonTable(schema, path.stem, is_stored, held, tuple(sorted(sources)))
