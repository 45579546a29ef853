"""Rows with the same key: of an exact repetition one stays, of contradicting rows none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from models.contract import Contract
from pipelines.deliveries.check import Rejection
from pipelines.deliveries.columns import ParsedColumn
from pipelines.deliveries.sentences import Sentence, sentence


def find_duplicates(
    contract: Contract,
    columns: dict[str, ParsedColumn],
    accepted: NDArray[np.bool_],
    lines: list[int],
) -> dict[int, Rejection]:
    """The rows, among those accepted so far, that repeat or contradict another, by index."""
    key = ", ".join(contract.column(name).delivered_as for name in contract.key)
    return {
        row: Rejection(None, reason)
        for rows in _rows_of_one_key(contract, columns, accepted)
        for row, reason in _judged(rows, columns, key, lines)
    }


def _rows_of_one_key(
    contract: Contract, columns: dict[str, ParsedColumn], accepted: NDArray[np.bool_]
) -> Iterator[list[int]]:
    """The rows of every key that occurs more than once."""
    rows = np.flatnonzero(accepted)
    keys = zip(*(columns[name].positions[rows].tolist() for name in contract.key), strict=True)
    first_of: dict[tuple[int, ...], int] = {}
    others: dict[int, list[int]] = defaultdict(list)
    for row, key in zip(rows.tolist(), keys, strict=True):
        first = first_of.setdefault(key, row)
        if first != row:
            others[first].append(row)
    return ([first, *rest] for first, rest in others.items())


def _judged(
    rows: list[int], columns: dict[str, ParsedColumn], key: str, lines: list[int]
) -> Iterator[tuple[int, Sentence]]:
    content = {row: tuple(int(c.positions[row]) for c in columns.values()) for row in rows}
    if len(set(content.values())) == 1:
        for row in rows[1:]:
            yield row, sentence("duplicate_row", other=lines[rows[0]])
        return
    for row in rows:
        other = next(other for other in rows if content[other] != content[row])
        yield row, sentence("duplicate_key", key=key, other=lines[other])
