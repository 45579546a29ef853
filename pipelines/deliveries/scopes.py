"""What a delivery speaks about: the scopes that it replaces whole, accepted rows or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from models.contract import Contract
from pipelines.deliveries.columns import ParsedColumn, Value

EVERYTHING = "*"


@dataclass(frozen=True)
class Scope:
    """One scope of a delivery, such as ``657`` or ``657|2014/15``, and its accepted rows."""

    scope: str
    municipality: str | None
    period: str | None
    rows_accepted: int


def find_scopes(
    contract: Contract, columns: dict[str, ParsedColumn], accepted: NDArray[np.bool_]
) -> list[Scope]:
    """Every scope that a row names readably, in order.

    A rejected row counts too: that a scope was delivered does not depend on how well.
    """
    if not contract.scope:
        return [Scope(EVERYTHING, None, None, int(accepted.sum()))]
    parts = [_parsed(name, columns) for name in contract.scope]
    readable = ~np.logical_or.reduce([parsed.is_bad for parsed in parts])
    counts: Counter[tuple[str, ...]] = Counter()
    positions = np.stack([parsed.positions[readable] for parsed in parts], axis=1)
    distinct, of_row = np.unique(positions, axis=0, return_inverse=True)
    rows = np.bincount(of_row.ravel(), weights=accepted[readable], minlength=len(distinct))
    for places, count in zip(distinct.tolist(), rows.tolist(), strict=True):
        values = (
            _text(name, parsed.values[place])
            for name, parsed, place in zip(contract.scope, parts, places, strict=True)
        )
        counts[tuple(values)] += int(count)
    return [_scope(contract, texts, count) for texts, count in sorted(counts.items())]


def _parsed(name: str, columns: dict[str, ParsedColumn]) -> ParsedColumn:
    """The column of a scope's part; ``year`` is that of the StatBank quarter."""
    if name != "year":
        return columns[name]
    return next(c for c in columns.values() if c.column.type == "statbank_quarter")


def _text(name: str, value: Value) -> str:
    if name == "year":
        return str(value)[:4]
    return value.isoformat() if isinstance(value, date) else str(value)


def _scope(contract: Contract, texts: tuple[str, ...], rows_accepted: int) -> Scope:
    named = dict(zip(contract.scope, texts, strict=True))
    return Scope(
        scope="|".join(texts),
        municipality=named.get(contract.scope_municipality or ""),
        period=named.get(contract.scope_period or ""),
        rows_accepted=rows_accepted,
    )
