"""How many rows a rule was tried on, and how many break it: numbers, and never the rows.

Great Expectations would count them only together with their values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from expectations.in_force import rows_in_force
from expectations.rule import Rule
from expectations.validate import RuleResult


@dataclass(frozen=True)
class Counted:
    """``checked`` are the source's rows in force; ``breaking`` is None when it was not tried."""

    checked: int
    breaking: int | None


def count_rows(
    connection: duckdb.DuckDBPyConnection, results: Iterable[RuleResult]
) -> dict[tuple[str, str], Counted]:
    """By source and rule; ``connection`` is the warehouse, opened for reading."""
    checked: dict[str, int] = {}
    counted = {}
    for result in results:
        source = result.source
        if source not in checked:
            checked[source] = _count(connection, rows_in_force(source)) or 0
        counted[source, result.rule.name] = Counted(checked[source], _breaking(connection, result))
    return counted


def _breaking(connection: duckdb.DuckDBPyConnection, result: RuleResult) -> int | None:
    if result.outcome == "fail":
        return _count(connection, _query(result.source, result.rule))
    return 0 if result.outcome == "pass" else None


def _query(source: str, rule: Rule) -> str:
    # No format(): the query may have braces of its own.
    return rule.query.replace("{batch}", f"({rows_in_force(source)})")


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int | None:
    """How many rows a query gives; None when it cannot be run."""
    try:
        found = connection.execute(f"select count(*) from ({query}) as found").fetchall()
    except duckdb.Error:
        return None
    return int(found[0][0])
