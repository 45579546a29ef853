"""Finding the header: which line names the contract's columns, and which column is where.

It is told by the contract's own column names and never guessed from the data.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.civil_numbers import without_civil_numbers
from models.contract import Column, Contract
from pipelines.deliveries.sentences import DeliveryRefusedError

# Title lines may stand above the header, but a header further down belongs to something else.
SEARCHED_LINES = 20
# Names of columns are Danish, and so is what stands for a missing one.
NAMELESS = "(uden navn)"


@dataclass(frozen=True)
class Header:
    """Which column of a file is which of the contract's; ``width`` of a full row.

    ``positions`` are those of the contract's columns by name, ``dimensions`` those of the others by
    header where the contract takes them. ``ignored`` are the headers of columns that are left out
    (``NAMELESS`` once for those without a name), ``absent`` the names of optional columns that the
    file does not have.
    """

    positions: dict[str, int]
    dimensions: dict[str, int]
    ignored: tuple[str, ...]
    absent: tuple[str, ...]
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
    unknown = _unknown(cells, normal, set(names))
    # A column without a name may be empty or hold values: it is said to be left out either way.
    nameless = (NAMELESS,) if "" in normal else ()
    takes_unknown = contract.extra_dimensions is not None
    return Header(
        positions={column.name: normal.index(n) for n, column in names.items() if n in normal},
        dimensions=unknown if takes_unknown else {},
        ignored=nameless if takes_unknown else (*unknown, *nameless),
        absent=tuple(column.name for n, column in names.items() if n not in normal),
        width=len(cells),
    )


def _unknown(cells: Sequence[str], normal: Sequence[str], known: set[str]) -> dict[str, int]:
    """Position of each named column that the contract does not have, by its header."""
    unknown: dict[str, int] = {}
    for position, name in enumerate(normal):
        if name and name not in known:
            # A line of data may have slipped into the header, and these names go into the ledger.
            shown = without_civil_numbers(cells[position].strip())
            # Two masked numbers look the same and are two columns all the same.
            unknown[f"{shown} ({position + 1})" if shown in unknown else shown] = position
    return unknown


def is_row(cells: Sequence[str], header: Header, contract: Contract) -> bool:
    """Whether a line above the header looks like a row that was sorted there.

    It fills every column that must have a value, and has a digit, unlike a second line of labels.
    """
    places = [
        header.positions[column.name]
        for column in contract.columns
        if column.required and not column.nullable and column.name in header.positions
    ]
    has_digit = any(character.isdigit() for cell in cells for character in cell)
    fits = len(cells) <= header.width and len(cells) > max(places, default=0)
    return fits and has_digit and all(cells[place].strip() for place in places)


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
