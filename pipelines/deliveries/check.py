"""Row rules of a delivery: which rows of a batch break the contract, and the first reason why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from models.contract import Contract
from pipelines.deliveries.columns import ParsedColumn
from pipelines.deliveries.sentences import Sentence, column_sentence

_EPOCH = date(1970, 1, 1).toordinal()
_NEVER = date.max.toordinal() - _EPOCH
_LONG_AGO = date.min.toordinal() - _EPOCH
_KEPT = -1


@dataclass(frozen=True)
class Reason:
    """Why a row is rejected; ``column`` is None when it is the row as a whole."""

    column: str | None
    sentence: Sentence


@dataclass
class Reasons:
    """Every reason met in a delivery by its number, so that a row carries a number only."""

    numbers: dict[Reason, int] = field(default_factory=dict)

    def number(self, reason: Reason) -> int:
        """The reason's number, from 0."""
        return self.numbers.setdefault(reason, len(self.numbers))


def check_rows(
    contract: Contract, columns: dict[str, ParsedColumn], delivered_on: date, reasons: Reasons
) -> NDArray[np.int32]:
    """For each row the number of its first reason in the contract's order, or -1 when it stays."""
    rows = len(next(iter(columns.values())).positions)
    first = np.full(rows, _KEPT, dtype=np.int32)
    for name, parsed in columns.items():
        if parsed.problems:
            of_value = np.full(len(parsed.values[0]), _KEPT, dtype=np.int32)
            for place, problem in parsed.problems.items():
                of_value[place] = reasons.number(Reason(name, problem))
            found = of_value[parsed.positions]
            first = np.where(first == _KEPT, found, first)
    for breaks, reason in chain(
        _repeated_persons(contract, columns), _broken_dates(contract, columns, delivered_on)
    ):
        if breaks.any():
            first[breaks & (first == _KEPT)] = reasons.number(reason)
    return first


def _broken_dates(
    contract: Contract, columns: dict[str, ParsedColumn], delivered_on: date
) -> Iterator[tuple[NDArray[np.bool_], Reason]]:
    """The rows that break each rule between dates, as far as both are readable."""
    for column in contract.columns:
        if column.happened:
            days = columns[column.name].days(empty=_LONG_AGO)
            late = column_sentence(
                contract, column, "after_delivery", delivered_on=delivered_on.isoformat()
            )
            yield days > delivered_on.toordinal() - _EPOCH, Reason(column.name, late)
            for person in contract.numbers:
                born = columns[person.name].days(empty=_LONG_AGO)
                unborn = column_sentence(contract, column, "before_birth")
                yield (days != _LONG_AGO) & (days < born), Reason(column.name, unborn)
        if column.not_before is not None:
            start = contract.column(column.not_before)
            early = column_sentence(contract, column, "before_start", other=start.delivered_as)
            ends = columns[column.name].days(empty=_NEVER)
            begins = columns[start.name].days(empty=_LONG_AGO)
            yield ends < begins, Reason(column.name, early)


def _repeated_persons(
    contract: Contract, columns: dict[str, ParsedColumn]
) -> Iterator[tuple[NDArray[np.bool_], Reason]]:
    """The rows in which two columns that cannot be one person's are."""
    for column in contract.columns:
        if column.other_than is not None:
            other = contract.column(column.other_than)
            same = column_sentence(contract, column, "same_person", other=other.delivered_as)
            mine, others = (
                parsed.values[0].take(pa.array(parsed.positions))
                for parsed in (columns[column.name], columns[other.name])
            )
            is_same = pc.equal(mine, others).fill_null(False)
            yield is_same.to_numpy(zero_copy_only=False), Reason(column.name, same)
