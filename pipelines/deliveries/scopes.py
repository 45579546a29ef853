"""What a delivery speaks about: the scopes that it replaces whole, accepted rows or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from models.contract import Contract
from pipelines.deliveries.columns import ParsedColumn

EVERYTHING = "*"
# The parts of a scope as the ledger writes them, in the contract's order.
Parts = tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """One scope of a delivery, such as ``657`` or ``657|2014/15``, and its accepted rows."""

    scope: str
    municipality: str | None
    period: str | None
    rows_accepted: int


def named_scopes(contract: Contract, columns: dict[str, ParsedColumn]) -> set[Parts]:
    """Every scope that a row of a batch names readably.

    A rejected row counts too: that a scope was delivered does not depend on how well.
    """
    if not contract.scope:
        return {(EVERYTHING,)}
    parts = [_parsed(name, columns) for name in contract.scope]
    readable = ~np.logical_or.reduce([parsed.is_bad for parsed in parts])
    # One number per row for its values of all parts: comparing pairs takes ten times as long.
    sizes = [max(1, len(parsed.values[0])) for parsed in parts]
    numbers = np.zeros(np.count_nonzero(readable), dtype=np.int64)
    for parsed, size in zip(parts, sizes, strict=True):
        numbers = numbers * size + parsed.positions[readable]
    places = np.unravel_index(np.unique(numbers), sizes)
    texts = [
        [_text(name, value) for value in parsed.values[0].take(pa.array(of_part)).to_pylist()]
        for name, parsed, of_part in zip(contract.scope, parts, places, strict=True)
    ]
    return set(zip(*texts, strict=True))


def find_scopes(
    contract: Contract, named: Iterable[Parts], accepted: dict[str, int]
) -> list[Scope]:
    """The scopes in order, with the number of accepted rows of each."""
    return [_scope(contract, parts, accepted.get("|".join(parts), 0)) for parts in sorted(named)]


def _parsed(name: str, columns: dict[str, ParsedColumn]) -> ParsedColumn:
    """The column of a scope's part; ``year`` is that of the StatBank quarter."""
    if name != "year":
        return columns[name]
    return next(c for c in columns.values() if c.column.type == "statbank_quarter")


def _text(name: str, value: object) -> str:
    if name == "year":
        return str(value)[:4]
    return value.isoformat() if isinstance(value, date) else str(value)


def _scope(contract: Contract, parts: Parts, rows_accepted: int) -> Scope:
    named = dict(zip(contract.scope, parts, strict=True)) if contract.scope else {}
    return Scope(
        scope="|".join(parts),
        municipality=named.get(contract.scope_municipality or ""),
        period=named.get(contract.scope_period or ""),
        rows_accepted=rows_accepted,
    )
