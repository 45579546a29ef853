"""The rows of a source that count: those of the delivery in force for the scope of each row."""

from __future__ import annotations

from models.contract import load_contract

# The year of a StatBank quarter is part of a scope without being a column of its own.
_EXPRESSIONS = {"year": "left(rows.tid, 4)"}


def rows_in_force(source: str) -> str:
    """A query for the rows of ``raw.<source>`` in force, with the contract's columns."""
    parts = [
        f"cast({_EXPRESSIONS.get(column, f'rows.{column}')} as varchar)"
        for column in load_contract(source).scope
    ]
    scope = f"concat_ws('|', {', '.join(parts)})" if parts else "'*'"
    return (
        f"select rows.* from raw.{source} as rows "
        "inner join raw.deliveries_in_force as in_force "
        f"on in_force.source = '{source}' and rows.delivery_id = in_force.delivery_id "
        f"and in_force.scope = {scope}"
    )
