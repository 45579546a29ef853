"""Cases of one cell: a good row, and below it the same row with one odd cell."""

from __future__ import annotations

from collections.abc import Iterable

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import Layout


def rejected_cell(
    name: str,
    group: str,
    cell: tuple[Layout, str, str],
    rule: str,
    habit: str,
    secrets: tuple[str, ...] = (),
) -> Case:
    """The row with the cell is rejected for it, the good row stays."""
    layout, column, value = cell
    return Case(
        name=name,
        group=group,
        looks=f"{_shown(value)} in `{column}`: {habit}",
        source=layout.source,
        outcome=Outcome.ROW_REJECTED,
        make=lambda: layout.with_cell(column, value),
        rejected=((3, raw_name(column), rule),),
        select="line",
        values=((2,),),
        secrets=secrets,
    )


def accepted_cell(
    name: str,
    group: str,
    cell: tuple[Layout, str, str],
    value: object,
    notes: Iterable[str] | None,
    habit: str,
) -> Case:
    """The cell is taken in as ``value``, and what was done to it is noted."""
    layout, column, written = cell
    return Case(
        name=name,
        group=group,
        looks=f"{_shown(written)} in `{column}`: {habit}",
        source=layout.source,
        outcome=Outcome.ACCEPTED,
        make=lambda: layout.with_cell(column, written),
        notes=None if notes is None else frozenset(notes),
        select=f"line, {'birth_date' if column == 'cpr' else raw_name(column)}",
        values=((2, ANY), (3, value)),
    )


ANY = object()  # the good row's value is not what the case is about


def raw_name(column: str) -> str:
    """The contract's name of a StatBank header, and of any other its own."""
    return column.casefold().replace("å", "aa").replace("ø", "oe")


def _shown(value: str) -> str:
    """The cell for the documentation: invisible characters by their number."""
    if not value.strip():
        return "an empty cell" if not value else "a cell of spaces"
    visible = "".join(c if c.isprintable() and c != "|" else f"<U+{ord(c):04X}>" for c in value)
    return f"`{visible}`"
