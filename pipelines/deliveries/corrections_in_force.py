"""What corrections do to the rows in force: each one finds its row and its value, or none counts.

What a record is, and reading the file, belongs to ``corrections``; that the rows show the new
value is done by the views of ``in_force``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from models.contract import Contract, load_contracts
from pipelines.deliveries.arrow_types import arrow_table
from pipelines.deliveries.corrections import (
    Correction,
    CorrectionsRefusedError,
    Place,
    Problem,
    correctable,
    holds_persons,
    known_sources,
)
from pipelines.deliveries.corrections_file import Corrections
from pipelines.deliveries.noted import PlainValue
from pipelines.deliveries.one_row import breaks_contract, parse_cell
from pipelines.deliveries.rows_in_force import delivered_in_force
from pipelines.deliveries.sentences import Sentence

COLUMNS = (
    ("source", "VARCHAR"),
    ("delivery_id", "VARCHAR"),
    ("line", "INTEGER"),
    ("column_name", "VARCHAR"),
    ("new_value", "VARCHAR"),  # as DuckDB casts it to the column's type
    ("shown_expected", "VARCHAR"),  # as it may be shown: never a person's
    ("shown_value", "VARCHAR"),
    ("reason", "VARCHAR"),
    ("reported_to", "VARCHAR"),
    ("status", "VARCHAR"),
    ("corrected_on", "DATE"),
)


@dataclass(frozen=True)
class _Wanted:
    """A record that asks for a row: its key in the contract's types."""

    place: Place
    record: Correction
    key: dict[str, PlainValue]


@dataclass(frozen=True)
class _Row:
    """A row in force that has the key of a record; ``values`` by raw column."""

    delivered_on: date
    values: dict[str, PlainValue]


@dataclass(frozen=True)
class _Fit:
    """A record and its row, which has the expected value."""

    row: _Row
    expected: PlainValue
    value: PlainValue


def apply_corrections(
    connection: duckdb.DuckDBPyConnection, corrections: Corrections, as_of: date | None
) -> None:
    """Rebuild ``raw.corrections_in_force`` from the records in force on ``as_of``.

    Needs ``raw.deliveries_in_force``. ``CorrectionsRefusedError`` names every record that does not
    fit; the caller's transaction then takes everything back.
    """
    problems: list[Problem] = []
    wanted: dict[str, list[_Wanted]] = defaultdict(list)
    for place, record in corrections.records:
        understood = _understood(place, record)
        if not isinstance(understood, _Wanted):
            # One that was retired may speak of a layout that is no more.
            problems += [understood] if record.status == "active" else []
        elif record.is_in_force(as_of):
            wanted[record.source].append(understood)
    applied: list[tuple[object, ...]] = []
    for source, records in wanted.items():
        for outcome in _applied(connection, load_contracts()[source], records):
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                applied.append(outcome)
    if problems:
        raise CorrectionsRefusedError(corrections.path, sorted(problems, key=_by_record))
    _write(connection, applied)


def corrected_columns(connection: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    """The columns of a source that have a correction in force."""
    found = connection.execute(
        "select distinct column_name from raw.corrections_in_force where source = $source "
        "order by column_name",
        {"source": source},
    ).fetchall()
    return [name for (name,) in found]


def _by_record(problem: Problem) -> int:
    return problem.place.record if problem.place else 0


def _write(connection: duckdb.DuckDBPyConnection, rows: list[tuple[object, ...]]) -> None:
    connection.register("corrections_to_write", arrow_table(COLUMNS, rows))
    connection.execute(
        "create or replace table raw.corrections_in_force as select * from corrections_to_write "
        "order by source, delivery_id, line, column_name"
    )
    connection.unregister("corrections_to_write")


def _understood(place: Place, record: Correction) -> _Wanted | Problem:
    """The record with the key of its row, or the first rule of its words that it breaks."""
    contract = load_contracts().get(record.source)
    if contract is None:
        return Problem.of("unknown_source", place, known=known_sources())
    if record.column not in {c.name for c in contract.columns}:
        return Problem.of("unknown_column", place, known=", ".join(correctable(contract)))
    if record.column not in correctable(contract):
        return Problem.of("fixed_column", place)
    needed = contract.raw_key
    if not set(needed) <= set(record.key) <= {*needed, *_scope_columns(contract)}:
        return Problem.of("key_columns", place, known=", ".join(needed))
    key: dict[str, PlainValue] = {}
    for name, text in record.key.items():
        cell = parse_cell(contract.on(record.corrected_on), name, text)
        if isinstance(cell, Sentence):
            return Problem.of("key_value", place, field=name)
        key[name] = cell
    return _Wanted(place, record, key)


def _scope_columns(contract: Contract) -> list[str]:
    return [name for name in contract.scope if name != "year"]


def _applied(
    connection: duckdb.DuckDBPyConnection, contract: Contract, records: Sequence[_Wanted]
) -> Iterator[tuple[object, ...] | Problem]:
    """For each record its row of ``raw.corrections_in_force``, or what is wrong with it."""
    found = _rows_of(connection, contract, records)
    first: dict[tuple[object, ...], int] = {}
    for number, wanted in enumerate(records):
        fit = _fitted(contract, wanted, found[number])
        if isinstance(fit, Problem):
            yield fit
            continue
        record = wanted.record
        cell = (fit.row.values["delivery_id"], fit.row.values["line"], record.column)
        other = first.setdefault(cell, wanted.place.record)
        if other != wanted.place.record:
            yield Problem.of("twice", wanted.place, other=other)
            continue
        is_hidden = holds_persons(contract, record.column)
        yield (
            contract.source,
            *cell,
            as_text(fit.value),
            None if is_hidden else as_text(fit.expected),
            None if is_hidden else as_text(fit.value),
            record.reason,
            record.reported_to,
            "active",  # as known on the day; what is retired by then is not in force
            record.corrected_on,
        )


def _fitted(contract: Contract, wanted: _Wanted, rows: Sequence[_Row]) -> _Fit | Problem:
    """The record with its row, judged by the layout of the row's delivery, or why it cannot be."""
    place, record = wanted.place, wanted.record
    if not rows:
        return Problem.of("no_row", place)
    if len(rows) > 1:
        return Problem.of("several_rows", place, count=len(rows))
    [row] = rows
    layout = contract.on(row.delivered_on)
    expected, value = (
        parse_cell(layout, record.column, text) for text in (record.expected, record.value)
    )
    if isinstance(expected, Sentence):
        return Problem.of("expected_unreadable", place, why=expected.en)
    if isinstance(value, Sentence):
        return Problem.of("breaks_contract", place, why=value.en)
    if expected == value:
        return Problem.of("no_change", place)
    if row.values[record.column] != expected:
        return Problem.of("other_value", place)
    why = breaks_contract(layout, row.values | {record.column: value}, row.delivered_on)
    return Problem.of("breaks_contract", place, why=why.en) if why else _Fit(row, expected, value)


def _rows_of(
    connection: duckdb.DuckDBPyConnection, contract: Contract, records: Sequence[_Wanted]
) -> dict[int, list[_Row]]:
    """The rows in force that have each record's key, by the record's number; one scan for all."""
    needed = contract.raw_key
    optional = [name for name in _scope_columns(contract) if name not in needed]
    types = dict(contract.raw_columns)
    columns = (
        ("number", "INTEGER"),
        *((name, types[name]) for name in (*needed, *optional)),
        *((f"has {name}", "BOOLEAN") for name in optional),
    )
    wanted: list[tuple[object, ...]] = [
        (
            number,
            *(each.key.get(name) for name in (*needed, *optional)),
            *(name in each.key for name in optional),
        )
        for number, each in enumerate(records)
    ]
    conditions = [f'wanted."{n}" is not distinct from delivered."{n}"' for n in needed]
    conditions += [
        f'(not wanted."has {n}" or wanted."{n}" is not distinct from delivered."{n}")'
        for n in optional
    ]
    names = [name for name, _ in contract.raw_columns]
    columns_delivered = ", ".join(f'delivered."{name}"' for name in names)
    connection.register("wanted_corrections", arrow_table(columns, wanted))
    found = connection.execute(
        f"select wanted.number, in_force.delivered_on, {columns_delivered} "
        f"{delivered_in_force(contract)} "
        f"inner join wanted_corrections as wanted on {' and '.join(conditions)} order by all"
    ).fetchall()
    connection.unregister("wanted_corrections")
    rows: dict[int, list[_Row]] = defaultdict(list)
    for number, delivered_on, *values in found:
        rows[number].append(_Row(delivered_on, dict(zip(names, values, strict=True))))
    return rows


def as_text(value: PlainValue) -> str | None:
    """A value as DuckDB casts it back, and as it is shown; None for an empty cell."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)
