"""The inventory of personal data: every column that is, and what its contract says of its use.

Where the rows lie in the warehouse is the business of ``person_tables``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from itertools import groupby

from models.contract import Column, Contract, load_contracts


@dataclass(frozen=True)
class InventoryEntry:
    """One column with personal data, in the words of its contract (Danish).

    ``columns`` is its name, or ``sp01 ... sp40`` for columns of one kind; ``kept_as`` what it
    becomes in the raw table; ``retention_years`` count from the delivery date.
    """

    source: str
    columns: str
    content: str
    personal: str
    kept_as: str
    from_whom: str
    purpose: str
    legal_basis: str
    recipients: str
    retention_years: int
    retention_reason: str

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the fields, as a heading."""
        return tuple(field.name for field in fields(cls))

    @property
    def values(self) -> tuple[str | int, ...]:
        """The fields in order, as a row."""
        return astuple(self)


def inventory(contracts: Iterable[Contract] | None = None) -> list[InventoryEntry]:
    """Every column with personal data, in the order of the contracts."""
    return [
        _entry(contract, columns)
        for contract in (load_contracts().values() if contracts is None else contracts)
        for columns in _of_one_kind(contract)
        if columns[0].personal != "none"
    ]


def _of_one_kind(contract: Contract) -> list[list[Column]]:
    """Columns that differ in their number only are one."""

    def kind(column: Column) -> tuple[str, str]:
        stem = column.name.rstrip("0123456789")
        return stem, "" if stem == column.name else column.model_dump_json(exclude={"name"})

    return [list(group) for _, group in groupby(contract.columns, key=kind)]


def _entry(contract: Contract, columns: list[Column]) -> InventoryEntry:
    first, last = columns[0], columns[-1]
    processing = contract.processing
    if processing is None:  # a contract with personal data is not made without one
        raise ValueError(f"{contract.source} has no processing")
    return InventoryEntry(
        source=contract.source,
        columns=first.name if first is last else f"{first.name} ... {last.name}",
        content=first.label.da,
        personal=first.personal,
        kept_as=", ".join(name for name, _ in first.raw_columns)
        + ("" if first is last else f" ... {last.raw_name}"),
        from_whom=contract.provider.da,
        purpose=processing.purpose.da,
        legal_basis=processing.legal_basis.da,
        recipients=processing.recipients.da,
        retention_years=processing.retention_years,
        retention_reason=processing.retention_reason.da,
    )
