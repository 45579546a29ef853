"""Children with replacement numbers, and what looks for one of them."""

from __future__ import annotations

import io
from datetime import date

from models.contract import Contract, load_contract
from pipelines.deliveries.read import read_delivery
from pipelines.keys import Key
from pipelines.protection.erasure.rewriting import _REWRITERS
from pipelines.protection.erasure.wanted import Wanted, digests

GONE, STAYS, OTHER = "6101054001", "6201054001", "6301054001"
KEY = Key(1, b"k" * 32)


def measures() -> Contract:
    return load_contract("foranstaltninger").on(date(2018, 1, 1))


def wanted(*numbers: str) -> Wanted:
    return Wanted(KEY, digests(KEY, numbers or (GONE,)))


def rewrite(content: bytes, ending: str = ".csv") -> tuple[bytes, int]:
    """The content without the child that is to be gone, and the number of rows left out."""
    new = io.BytesIO()
    rows = _REWRITERS[ending](io.BytesIO(content), new, measures(), wanted())
    return new.getvalue(), rows


def cells(content: bytes, ending: str) -> list[tuple[int, tuple[str, ...]]]:
    """What loading would read: number and cells of every row."""
    reading = read_delivery(io.BytesIO(content), ending, measures())
    rows: list[tuple[int, tuple[str, ...]]] = []
    for batch in reading.batches:
        columns = [column.to_pylist() for column in batch.columns.values()]
        rows += zip(batch.lines.tolist(), zip(*columns, strict=True), strict=True)
        rows += [(misfit.line, ("misfit",)) for misfit in batch.misfits]
    return sorted(rows)
