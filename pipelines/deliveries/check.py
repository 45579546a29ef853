"""Row rules of a delivery: which rows break the contract, and the first reason of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from models.contract import Contract
from pipelines.deliveries.columns import ParsedColumn
from pipelines.deliveries.pseudonym import Pseudonym
from pipelines.deliveries.sentences import Sentence, sentence

_NEVER = date.max.toordinal()


@dataclass(frozen=True)
class Rejection:
    """Why a row is rejected; ``column`` is None when it is the row as a whole."""

    column: str | None
    reason: Sentence


def check_rows(
    contract: Contract, columns: dict[str, ParsedColumn], delivered_on: date
) -> dict[int, Rejection]:
    """The rejected rows by their index, each with its first problem in the contract's order."""
    rejected: dict[int, Rejection] = {}
    for index, column, reason in _problems(contract, columns, delivered_on):
        rejected.setdefault(index, Rejection(column, reason))
    return rejected


def _problems(
    contract: Contract, columns: dict[str, ParsedColumn], delivered_on: date
) -> Iterator[tuple[int, str, Sentence]]:
    for name, parsed in columns.items():
        for index in np.flatnonzero(parsed.is_bad):
            problem = parsed.problems[parsed.positions[index]]
            if problem is not None:
                yield int(index), name, problem
    for column in contract.columns:
        header = column.delivered_as
        if column.happened:
            days = _days(columns[column.name], empty=0)
            late = sentence("after_delivery", column=header, delivered_on=delivered_on.isoformat())
            yield from _each(days > delivered_on.toordinal(), column.name, late)
            for person in (c for c in contract.columns if c.type == "cpr"):
                unborn = sentence("before_birth", column=header)
                before = (days > 0) & (days < _days(columns[person.name], empty=0))
                yield from _each(before, column.name, unborn)
        if column.not_before is not None:
            start = contract.column(column.not_before)
            early = sentence("before_start", column=header, other=start.delivered_as)
            ends = _days(columns[column.name], empty=_NEVER)
            yield from _each(ends < _days(columns[start.name], empty=0), column.name, early)


def _each(
    breaks: NDArray[np.bool_], column: str, reason: Sentence
) -> Iterator[tuple[int, str, Sentence]]:
    return ((int(index), column, reason) for index in np.flatnonzero(breaks))


def _days(parsed: ParsedColumn, empty: int) -> NDArray[np.int64]:
    """Each row's date, or its person's date of birth, as a day number."""
    days: Sequence[int] = [_day(value, empty) for value in parsed.values]
    return np.array(days, dtype=np.int64)[parsed.positions]


def _day(value: object, empty: int) -> int:
    if isinstance(value, Pseudonym):
        return value.birth_date.toordinal()
    return value.toordinal() if isinstance(value, date) else empty
