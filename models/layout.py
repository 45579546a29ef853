"""A source's layout from a date on, as a difference to the one before, with its reason.

Systems rename a header, add a column or a code; the files from before stay as they are. A change
may alter how a column is delivered, never what it becomes: the raw tables hold both.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from models.column import Column, Label, Strict

# What a column is by definition: another name or another number of columns is another column.
_FIXED = ("name", "repeat")


class Change(Strict):
    """Fields of columns that are different in deliveries dated on or after ``since``."""

    model_config = ConfigDict(populate_by_name=True)

    since: date = Field(alias="from")
    reason: Label
    columns: dict[str, dict[str, Any]] = Field(min_length=1)


def changed(columns: tuple[Column, ...], change: Change) -> tuple[Column, ...]:
    """The columns after one change; ``ValueError`` says which part of it cannot be."""
    unknown = sorted(set(change.columns) - {column.name for column in columns})
    if unknown:
        raise ValueError(f"the change from {change.since} names no column: {', '.join(unknown)}")
    return tuple(
        _overridden(column, change.columns[column.name], f"{column.name} from {change.since}")
        if column.name in change.columns
        else column
        for column in columns
    )


def _overridden(column: Column, fields: dict[str, Any], place: str) -> Column:
    unknown = sorted(set(fields) - set(Column.model_fields))
    if unknown:
        raise ValueError(f"{place}: a column has no field {', '.join(unknown)}")
    fixed = sorted(set(fields) & set(_FIXED))
    if fixed:
        raise ValueError(f"{place}: {', '.join(fixed)} cannot change; make it a column of its own")
    after = Column.model_validate(column.model_dump() | fields)
    if after.personal != column.personal:
        raise ValueError(
            f"{place}: personal cannot change, since the raw table holds both; write the stricter "
            "class at the column"
        )
    if after.raw_columns != column.raw_columns:
        raise ValueError(f"{place}: the raw table cannot take {after.type} for {column.type}")
    if after == column:
        raise ValueError(f"{place}: the change changes nothing")
    return after
