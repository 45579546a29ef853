"""Finding the header: which line names the contract's columns, and which column is where.

It is told by the contract's own column names and never guessed from the data.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.contract import Column, Contract
from pipelines.deliveries.civil_numbers import without_civil_numbers
from pipelines.deliveries.sentences import DeliveryRefusedError

# Title lines may stand above the header, but a header further down belongs to something else.
SEARCHED_LINES = 20


@dataclass(frozen=True)
class Header:
    """Position of each contract column and of each other named column; ``width`` of a full row."""

    positions: dict[str, int]
    unknown: dict[str, int]
    width: int


def normal_form(text: str) -> str:
    """A header name without case, surrounding spaces and differences of Unicode composition."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def recognised(cells: Sequence[str], contract: Contract) -> int:
    """How many different columns of the contract these cells name: 0 for anything but a header."""
    return len(set(_names(contract)) & {normal_form(cell) for cell in cells})


def read_header(cells: Sequence[str], contract: Contract) -> Header:
    """The columns of a header line; ``DeliveryRefusedError`` when one is missing or named twice."""
    names = _names(contract)
    normal = [normal_form(cell) for cell in cells]
    missing = [
        column.delivered_as
        for name, column in names.items()
        if column.required and name not in normal
    ]
    if missing:
        raise DeliveryRefusedError("missing_columns", columns=", ".join(missing))
    # An unknown column matters only where the contract takes it as a dimension.
    matters = set(normal) - {""} if contract.extra_dimensions else set(names)
    doubled = [name for name, count in Counter(normal).items() if count > 1 and name in matters]
    if doubled:
        raise DeliveryRefusedError(
            "doubled_columns",
            columns=", ".join(
                names[n].delivered_as if n in names else without_civil_numbers(n) for n in doubled
            ),
        )
    return Header(
        positions={column.name: normal.index(n) for n, column in names.items() if n in normal},
        # A line of data may have slipped into the header, and these names go into the ledger.
        unknown={
            without_civil_numbers(cells[i].strip()): i
            for i, n in enumerate(normal)
            if n and n not in names
        },
        width=len(cells),
    )


def no_header(contract: Contract) -> DeliveryRefusedError:
    """The refusal of a file in which no line names a column of the contract."""
    required = [column.delivered_as for column in contract.columns if column.required]
    return DeliveryRefusedError("no_header", lines=SEARCHED_LINES, columns=", ".join(required))


def _names(contract: Contract) -> dict[str, Column]:
    return {
        normal_form(column.delivered_as): column
        for column in contract.columns
        if column.name != contract.extra_dimensions
    }
