"""No model takes time that grows with the square of the rows: it would be seconds in a test, and
minutes for the whole country."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from tests.key_figures.marts import Project

EVERY_ROW_WITH_EVERY_OTHER = "BLOCKWISE_NL_JOIN"


def operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything that DuckDB would do, from the result down."""
    yield plan
    for child in plan["children"]:
        yield from operators(child)


def slow_joins(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """Conditions of outer joins that are tried on each pair of rows.

    An inner join may be: its equalities are used before, or one side is a code list.
    """
    rows = connection.execute(f"explain (format json) {query}").fetchall()
    (plan,) = json.loads(rows[0][1])
    return [
        operator["extra_info"]["Condition"]
        for operator in operators(plan)
        if operator["name"] == EVERY_ROW_WITH_EVERY_OTHER
        and operator["extra_info"]["Join Type"] != "INNER"
    ]


def test_an_or_in_an_outer_join_is_seen() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table spells (child int, until int)")
        ends = "right_one.until is null or right_one.until > left_one.until"
        joined = f"left join spells as right_one on left_one.child = right_one.child and ({ends})"
        assert slow_joins(connection, f"select * from spells as left_one {joined}")


def test_no_model_compares_every_row_with_every_other(project: Project) -> None:
    with project.marts() as marts:
        slow = {name: slow_joins(marts.connection, query) for name, query in project.models}
    assert len(slow) > 60
    assert {name: joins for name, joins in slow.items() if joins} == {}
