"""Every file that loading understands reads the same after a rewriting that takes nobody out."""

from __future__ import annotations

import io
from datetime import date

import pytest

from models.contract import load_contracts
from pipelines.deliveries.discover import delivery_date
from pipelines.deliveries.read import read_delivery
from pipelines.protection.erasure.rewriting import _REWRITERS
from tests.deliveries.cases import CASES
from tests.deliveries.cases.case import Case, Outcome
from tests.protection.erasure.persons import wanted

READ = [
    case
    for case in CASES
    if case.outcome in (Outcome.ACCEPTED, Outcome.ROW_REJECTED)
    and case.file_name.endswith(tuple(_REWRITERS))
]


def reading(content: bytes, ending: str, case: Case) -> list[object]:
    """Cells, lines and misfits, and what was found in the header."""
    day = delivery_date(case.file_name) or date.max
    contract = load_contracts()[case.source].on(day)
    read = read_delivery(io.BytesIO(content), ending, contract)
    found: list[object] = [read.encoding, read.columns_ignored, read.absent]
    for batch in read.batches:
        columns = [c.to_pylist() for c in (*batch.columns.values(), *batch.unknown.values())]
        found += [batch.lines.tolist(), columns, batch.misfits]
    return found


@pytest.mark.parametrize("case", READ, ids=[case.name for case in READ])
def test_nothing_else_changes(case: Case) -> None:
    content = case.make()
    ending = next(e for e in sorted(_REWRITERS, key=len)[::-1] if case.file_name.endswith(e))
    new = io.BytesIO()
    contract = load_contracts()[case.source].on(delivery_date(case.file_name) or date.max)
    rows = _REWRITERS[ending](io.BytesIO(content), new, contract, wanted("9101054001"))
    assert rows == 0
    assert reading(new.getvalue(), ending, case) == reading(content, ending, case)
    if ending == ".csv":
        assert new.getvalue() == content
