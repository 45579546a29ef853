"""What Dagster is told of a model or a test of dbt in numbers: rows, seconds, published cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.assets.check_numbers import check_numbers
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home
from pipelines.transformation.build import NodeResult
from pipelines.transformation.shape import TableShape

Relation = tuple[str, str]  # schema and name
RECONCILIATION: Relation = ("marts", "reconciliation")
# Only here are rows no persons, nor made of one person's: they are figures.
_WITHOUT_PERSONS = "marts"
# Cells of its tables and statements of its text together, as in the report of a run.
_PUBLISHED = """
    select
        count(*) as published_cells,
        count(*) filter (where state = 'match') as published_matched,
        count(*) filter (where state = 'differs') as published_different,
        count(*) filter (where state = 'missing') as published_missing,
        count(*) filter (where source = 'table') as published_cells_in_tables,
        count(*) filter (where source = 'table' and state = 'match') as published_matched_in_tables
    from marts.reconciliation
"""


def published_numbers(home: Home) -> dict[str, int]:
    """How many of the figures that the report printed are met; the mart must be there."""
    with connect_warehouse(home, read_only=True) as connection:
        found = connection.execute(_PUBLISHED)
        names = [str(column[0]) for column in found.description or []]
        return dict(zip(names, found.fetchall()[0], strict=True))


def numbers_of_model(result: NodeResult, shape: TableShape) -> dict[str, int | float]:
    """Of a model or seed that was made."""
    return {"dagster/row_count": shape.row_count, "seconds": round(result.seconds, 2)}


def numbers_of_test(
    result: NodeResult, relation: Relation, shapes: Mapping[Relation, TableShape]
) -> dict[str, Any]:
    """Of a test of the relation; of a source of dbt no rows are counted here."""
    shape = shapes.get(relation)
    return {
        **check_numbers(
            shape.row_count if shape else None,
            None if result.status == "error" else result.failures or 0,
            are_persons=relation[0] != _WITHOUT_PERSONS,
        ),
        "seconds": round(result.seconds, 2),
    }
