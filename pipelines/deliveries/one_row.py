"""One row judged by hand: the parsers and row checks of a delivery for a value that comes alone.

Used where a value does not come in a file (corrections). The rules themselves are those of
``columns`` and ``check``; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from models.contract import Contract
from pipelines.deliveries.arrow_types import ARROW_TYPES
from pipelines.deliveries.check import Reasons, check_rows
from pipelines.deliveries.columns import ColumnReader, ParsedColumn
from pipelines.deliveries.noted import PlainValue
from pipelines.deliveries.sentences import Sentence

_PERSON_ID = re.compile(r"p[0-9]+_[0-9a-f]{64}")
_NOT_A_PSEUDONYM = Sentence("not_a_pseudonym", "Ikke et pseudonym.", "Not a pseudonym.")


def parse_cell(contract: Contract, name: str, text: str | None) -> PlainValue | Sentence:
    """The value of a text in a column of the raw table, or why it breaks the contract.

    A person takes a pseudonym, since civil registration numbers stay in deliveries.
    """
    if name in {column.raw_name for column in contract.numbers}:
        is_pseudonym = text is not None and _PERSON_ID.fullmatch(text)
        return text if is_pseudonym else _NOT_A_PSEUDONYM
    if name == contract.extra_dimensions:
        return text  # put together from columns that the contract does not name
    reader = ColumnReader(contract, contract.column(name))
    parsed = reader.read(pa.array([text or ""]).dictionary_encode())
    place = int(parsed.positions[0])
    value: PlainValue = parsed.values[0][place].as_py()
    return parsed.problems.get(place, value)


def breaks_contract(
    contract: Contract, values: Mapping[str, PlainValue], delivered_on: date
) -> Sentence | None:
    """The first row check that a row of the raw table breaks, if any."""
    columns = {
        column.name: ParsedColumn(
            column=column,
            positions=np.zeros(1, dtype=np.int32),
            values=tuple(
                pa.array([values[name]], ARROW_TYPES[duckdb_type])
                for name, duckdb_type in column.raw_columns
            ),
            problems={},
            notes={},
        )
        for column in contract.columns
    }
    reasons = Reasons()
    [number] = check_rows(contract, columns, delivered_on, reasons).tolist()
    return list(reasons.numbers)[number].sentence if number >= 0 else None
