"""A grid to what is loaded of it: accepted rows, rejected rows and scopes of one delivery.

No file and no database here: the same grid always gives the same result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from models.contract import Contract
from pipelines.deliveries.arrow_types import ARROW_TYPES
from pipelines.deliveries.check import Rejection, check_rows
from pipelines.deliveries.columns import ParsedColumn, absent_column, parse_column
from pipelines.deliveries.duplicates import find_duplicates
from pipelines.deliveries.grid import Grid
from pipelines.deliveries.parse_statbank import other_dimensions
from pipelines.deliveries.pseudonym import Pseudonym, Pseudonymiser
from pipelines.deliveries.scopes import Scope, find_scopes
from pipelines.deliveries.sentences import sentence


@dataclass(frozen=True)
class Examined:
    """One delivery, row by row judged.

    ``accepted`` has ``line`` and the contract's raw columns; ``rejected`` the line of every other
    row with its reason. Their numbers add up to ``lines_read``.
    """

    accepted: pa.Table
    rejected: list[tuple[int, Rejection]]
    scopes: list[Scope]
    lines_read: int
    lines_structural: int
    columns_ignored: tuple[str, ...]
    encoding: str | None
    modulus_11_failures: int


def examine(
    grid: Grid, contract: Contract, delivered_on: date, pseudonymiser: Pseudonymiser
) -> Examined:
    """Judge every row of a grid by the contract."""
    columns = _parse(grid, contract, pseudonymiser)
    rejected = check_rows(contract, columns, delivered_on)
    stays = np.ones(len(grid.lines), dtype=bool)
    stays[list(rejected)] = False
    rejected |= find_duplicates(contract, columns, stays, grid.lines)
    stays[list(rejected)] = False
    misfits = [
        (m.line, Rejection(None, sentence("wrong_width", found=m.found, expected=m.expected)))
        for m in grid.misfits
    ]
    return Examined(
        accepted=_accepted_table(columns, np.array(grid.lines, dtype=np.int32), stays),
        rejected=sorted(
            [*((grid.lines[row], rejection) for row, rejection in rejected.items()), *misfits],
            key=lambda pair: pair[0],
        ),
        scopes=find_scopes(contract, columns, stays),
        lines_read=len(grid.lines) + len(misfits),
        lines_structural=grid.structural,
        columns_ignored=() if contract.extra_dimensions else tuple(grid.unknown),
        encoding=grid.encoding,
        modulus_11_failures=_modulus_11_failures(columns),
    )


def _parse(grid: Grid, contract: Contract, pseudonymiser: Pseudonymiser) -> dict[str, ParsedColumn]:
    texts = dict(grid.columns)
    if contract.extra_dimensions and grid.unknown:
        texts[contract.extra_dimensions] = other_dimensions(grid.unknown)
    return {
        column.name: parse_column(column, texts[column.name], pseudonymiser.parse)
        if column.name in texts
        else absent_column(column, len(grid.lines))
        for column in contract.columns
    }


def _accepted_table(
    columns: dict[str, ParsedColumn], lines: np.ndarray, stays: np.ndarray
) -> pa.Table:
    arrays: dict[str, pa.Array] = {"line": pa.array(lines[stays], pa.int32())}
    for parsed in columns.values():
        places = pa.array(parsed.positions[stays])
        for position, (name, duckdb_type) in enumerate(parsed.column.raw_columns):
            # A person's number becomes two columns, its pseudonym and its date of birth.
            values = [v[position] if isinstance(v, Pseudonym) else v for v in parsed.values]
            arrays[name] = pa.array(values, ARROW_TYPES[duckdb_type]).take(places)
    return pa.table(arrays)


def _modulus_11_failures(columns: dict[str, ParsedColumn]) -> int:
    """How many different numbers fail the check that has not been guaranteed since 2007."""
    values = (value for parsed in columns.values() for value in parsed.values)
    return sum(isinstance(value, Pseudonym) and not value.passes_modulus_11 for value in values)
