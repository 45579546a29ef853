"""What became of one delivery, as its sender is told: without a single value of its rows.

The same record is made from the ledger (``feedback``) and from a dry run (``check``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.contract import Contract, Label


@dataclass(frozen=True)
class RejectedGroup:
    """The rows that one rule rejected for one column.

    ``column_name`` is the contract's name, ``column`` the header that the sender knows, both None
    for the row as a whole; ``sentence`` is that of the first row, ``lines`` are the first ones.
    """

    rule: str
    column_name: str | None
    column: str | None
    count: int
    lines: tuple[int, ...]
    sentence: Label


@dataclass(frozen=True)
class Noted:
    """What was accepted and is worth knowing; ``column`` is None for the file as a whole."""

    rule: str
    column: str | None
    count: int
    sentence: Label


@dataclass(frozen=True)
class Report:
    """One delivery and its fate.

    ``outcome`` is one of the reader's. ``delivered_on`` is the day it was judged by, ``message``
    why it was refused or what is to be known about the file as a whole, ``replaced_by`` the name
    of the delivery that has taken its place.
    """

    source: str
    file_name: str
    delivery_id: str | None
    delivered_on: date | None
    outcome: str
    encoding: str | None = None
    lines_read: int = 0
    lines_accepted: int = 0
    lines_rejected: int = 0
    lines_structural: int = 0
    normalisations: int = 0
    columns_ignored: tuple[str, ...] = ()
    message: Label | None = None
    replaced_by: str | None = None
    groups: tuple[RejectedGroup, ...] = ()
    notes: tuple[Noted, ...] = ()

    @property
    def outcome_word(self) -> str:
        """The outcome as the wording calls it: loaded with or without rejected rows."""
        is_partly = self.outcome == "loaded" and self.lines_rejected > 0
        return "loaded_with_rejections" if is_partly else self.outcome


def header_of(contract: Contract | None, column: str | None) -> str | None:
    """How the sender's file calls a column; one that is not the contract's stays as it is."""
    if contract is None or column is None:
        return column or None
    known = {one.name: one.delivered_as for one in contract.columns}
    return known.get(column, column)
