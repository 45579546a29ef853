"""The rows of a source that count: those in force, corrected, as the marts are computed from."""

from __future__ import annotations


def rows_in_force(source: str) -> str:
    """A query for the rows of a source in force, with the contract's columns.

    Which rows these are is settled by ``pipelines.deliveries.in_force`` and nowhere else.
    """
    return f"select * from raw.{source}_in_force"
