"""Trying rules on literal deliveries, by Great Expectations or straight in DuckDB (quicker)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from expectations.in_force import rows_in_force
from expectations.rule import Rule, all_rules
from expectations.validate import RuleResult, validate
from tests.expectations.deliveries import Country
from tests.key_figures.plain.country import Delivery
from tests.key_figures.raw_tables import write_raw

DELIVERED_ON = date(2018, 1, 1)


def warehouse(folder: Path, country: Country) -> Path:
    """A warehouse whose deliveries in force are these rows."""
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        _write(connection, country)
    return path


def validated(path: Path) -> list[RuleResult]:
    """What became of every rule on a warehouse."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return validate(connection)


@contextmanager
def in_memory(country: Country) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, in memory."""
    with duckdb.connect() as connection:
        _write(connection, country)
        yield connection


def _write(connection: duckdb.DuckDBPyConnection, country: Country) -> None:
    write_raw(connection, [Delivery(s, DELIVERED_ON, list(r)) for s, r in country.items() if r])


def rule_named(source: str, name: str) -> Rule:
    return next(rule for rule in all_rules()[source] if rule.name == name)


def is_broken(connection: duckdb.DuckDBPyConnection, source: str, rule: Rule) -> bool:
    """Whether the rule's query gives any row."""
    query = rule.query.format(batch=f"({rows_in_force(source)})")
    return connection.execute(query).fetchone() is not None
