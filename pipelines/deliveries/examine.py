"""A file's batches to what is loaded of it: accepted rows, rejected rows, scopes and notes.

The same file always gives the same result. The rows go into temporary tables (``arriving``), never
into the memory of this process, and nothing is written to the warehouse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from models.contract import Contract
from pipelines.deliveries.ahead import read_ahead
from pipelines.deliveries.arriving import Arriving
from pipelines.deliveries.check import Reason, Reasons, check_rows
from pipelines.deliveries.columns import ColumnReader, ParsedColumn
from pipelines.deliveries.duplicates import reject_duplicates
from pipelines.deliveries.examined import Examined, Note
from pipelines.deliveries.grid import Grid, Reading
from pipelines.deliveries.parse_statbank import other_dimensions
from pipelines.deliveries.persons import PersonReader
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.deliveries.scopes import Parts, find_scopes, named_scopes
from pipelines.deliveries.sentences import sentence


class ConservationError(Exception):
    """Rows were lost or made up between file and tables: a mistake of this program."""


@dataclass
class _Tally:
    """What is counted while the batches go by."""

    rows: int = 0
    structural: int = 0
    scopes: set[Parts] = field(default_factory=set)
    of_file: Counter[str] = field(default_factory=Counter)
    of_column: dict[str, Counter[str]] = field(default_factory=dict)


def examine(
    tables: Arriving,
    reading: Reading,
    contract: Contract,
    delivered_on: date,
    pseudonymiser: Pseudonymiser,
    told: Callable[[int, float], None],
) -> Examined:
    """Judge every row by the contract; ``told`` hears of rows read and the share of the file.

    Raises ``DeliveryRefusedError`` when the file turns out on the way not to be readable.
    """
    readers = {
        column.name: PersonReader(contract, column, pseudonymiser)
        if column.type == "cpr"
        else ColumnReader(contract, column)
        for column in contract.columns
    }
    tally, reasons = _Tally(), Reasons()
    for grid in read_ahead(reading.batches):
        columns = _parse(grid, contract, readers)
        _judge(grid, columns, contract, delivered_on, tables, reasons, tally)
        told(tally.rows, grid.position)
    reject_duplicates(tables, reasons)
    tables.word(reasons.numbers)
    accepted, rejected = tables.count("arriving_rows"), tables.count("arriving_rejections")
    if accepted + rejected != tally.rows:
        raise ConservationError(
            f"{contract.source}: {tally.rows} rows read, {accepted} accepted, {rejected} rejected"
        )
    if not contract.scope:
        tally.scopes.update(named_scopes(contract, {}))
    return Examined(
        scopes=find_scopes(contract, tally.scopes, tables.accepted_by_scope()),
        lines_read=tally.rows,
        lines_accepted=accepted,
        lines_rejected=rejected,
        lines_structural=tally.structural,
        columns_ignored=reading.columns_ignored,
        encoding=reading.encoding,
        notes=_notes(contract, reading, tally),
    )


def _parse(
    grid: Grid, contract: Contract, readers: dict[str, ColumnReader | PersonReader]
) -> dict[str, ParsedColumn]:
    texts = dict(grid.columns)
    if contract.extra_dimensions and grid.unknown:
        texts[contract.extra_dimensions] = other_dimensions(grid.unknown)
    columns: dict[str, ParsedColumn] = {}
    for column in contract.columns:
        reader = readers[column.name]
        if column.name in texts:
            columns[column.name] = reader.read(texts[column.name])
        else:
            assert isinstance(reader, ColumnReader), "a person's number is required"  # noqa: S101
            columns[column.name] = reader.absent(len(grid.lines))
    return columns


def _judge(
    grid: Grid,
    columns: dict[str, ParsedColumn],
    contract: Contract,
    delivered_on: date,
    tables: Arriving,
    reasons: Reasons,
    tally: _Tally,
) -> None:
    """Send every row of a batch where it belongs, and count."""
    first = check_rows(contract, columns, delivered_on, reasons)
    stays = first < 0
    tables.accept(_accepted(columns, grid.lines, stays))
    tables.reject(grid.lines[~stays], first[~stays])
    misfits = [
        reasons.number(Reason(None, sentence("wrong_width", found=m.found, expected=m.expected)))
        for m in grid.misfits
    ]
    tables.reject(
        np.array([misfit.line for misfit in grid.misfits], dtype=np.int32),
        np.array(misfits, dtype=np.int32),
    )
    tally.rows += len(grid.lines) + len(grid.misfits)
    tally.structural += grid.structural
    tally.of_file += grid.notes
    if len(grid.lines):
        tally.scopes |= named_scopes(contract, columns)
    for name, parsed in columns.items():
        if parsed.notes:
            tally.of_column.setdefault(name, Counter()).update(parsed.rows_noted(stays))


def _accepted(
    columns: dict[str, ParsedColumn], lines: NDArray[np.int32], stays: NDArray[np.bool_]
) -> pa.Table:
    arrays: dict[str, pa.Array] = {"line": pa.array(lines[stays], pa.int32())}
    for parsed in columns.values():
        places = pa.array(parsed.positions[stays])
        for (name, _), values in zip(parsed.column.raw_columns, parsed.values, strict=True):
            # As a dictionary, so that long texts are not copied for every row.
            arrays[name] = pa.DictionaryArray.from_arrays(places, values)
    return pa.table(arrays)


def _notes(contract: Contract, reading: Reading, tally: _Tally) -> list[Note]:
    """Of the file first, then by column in the contract's order."""
    notes = [
        Note(None, rule, count, sentence(rule, count=count))
        for rule, count in sorted(tally.of_file.items())
    ]
    for name in reading.absent:
        header = contract.column(name).delivered_as
        notes.append(Note(None, "column_absent", 1, sentence("column_absent", column=header)))
    for column in contract.columns:
        for rule, count in sorted(tally.of_column.get(column.name, {}).items()):
            wording = sentence(rule, column=column.delivered_as, count=count)
            notes.append(Note(column.name, rule, count, wording))
    return notes
