"""What would happen to a file as a delivery, found out without writing anything anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from models.contract import load_contracts
from pipelines.deliveries.arriving import Arriving, arriving
from pipelines.deliveries.discover import DeliveryFile, FoundFile, delivery_date
from pipelines.deliveries.duckdb_start import scratch_database
from pipelines.deliveries.examine import examine
from pipelines.deliveries.examined import Examined
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.outcome import Outcome
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.deliveries.read import read_delivery
from pipelines.deliveries.run import loaded_before
from pipelines.deliveries.sentences import DeliveryRefusedError, Sentence, sentence
from pipelines.deliveries.shrinking import check_shrinking
from pipelines.deliveries.telling import teller
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
from pipelines.keys import Key

# Enough to find the fault in the file; the number of occurrences says how many there are.
_FIRST_LINES = 10


@dataclass(frozen=True)
class RejectedRows:
    """The rows that one rule would reject for one column; ``sentence`` is that of the first."""

    rule: str
    column_name: str | None
    occurrences: int
    lines: tuple[int, ...]
    sentence: Sentence


@dataclass(frozen=True)
class Checked:
    """What would become of a file; ``examined`` is None unless its rows were judged."""

    source: str
    file_name: str
    delivered_on: date | None
    outcome: Outcome
    message: Sentence | None = None
    examined: Examined | None = None
    rejected: tuple[RejectedRows, ...] = ()


def check_file(path: Path, source: str, home: Home | None = None) -> Checked:
    """Judge a file as a delivery of ``source``; with a home also against what it has loaded.

    The file may lie anywhere but must have its name: the delivery date is taken from it. Raises
    what ``reading_warehouse`` raises when the home has a warehouse that cannot be read now.
    """
    file = FoundFile(source, path, delivery_date(path.name))
    try:
        with file.open() as content:
            try:
                return _checked(file, content, home)
            except DeliveryRefusedError:
                if content.still_growing():
                    return _without_rows(file, "waiting", sentence("still_growing"))
                raise
    except DeliveryRefusedError as refused:
        return _without_rows(file, "refused", refused.sentence)


def _checked(file: FoundFile, content: DeliveryFile, home: Home | None) -> Checked:
    delivered_on = file.check_place_and_name(tuple(load_contracts()))
    if home is not None and home.warehouse.exists():
        with reading_warehouse(home, "noegletal check") as ledger:
            known = loaded_before(ledger, file, Identity.of(file.source, content))
            if known is not None:
                return _without_rows(file, known.outcome, known.message)
            return _judged(file, content, delivered_on, ledger)
    return _judged(file, content, delivered_on, None)


def _judged(
    file: FoundFile,
    content: DeliveryFile,
    delivered_on: date,
    ledger: duckdb.DuckDBPyConnection | None,
) -> Checked:
    contract = load_contracts()[file.source].on(delivered_on)
    reading = read_delivery(content, file.ending, contract)
    # Nobody sees the pseudonyms, so that any key will do.
    key = Pseudonymiser(Key.new())
    with scratch_database() as memory, arriving(memory, contract) as tables:
        examined = examine(tables, reading, contract, delivered_on, key, teller(file.name))
        if ledger is not None:
            check_shrinking(ledger, file, examined.scopes)
        if content.still_growing():
            return _without_rows(file, "waiting", sentence("still_growing"))
        rejected = _rejected(tables)
        return Checked(
            file.source, file.name, file.delivered_on, "loaded", None, examined, rejected
        )


def _rejected(tables: Arriving) -> tuple[RejectedRows, ...]:
    groups = tables.connection.execute(
        """
        select
            rule,
            column_name,
            count(*),
            list_sort(min(line, $first_lines)),
            arg_min(message_da, line),
            arg_min(message_en, line)
        from arriving_rejections
        group by rule, column_name
        order by count(*) desc, rule, column_name
        """,
        {"first_lines": _FIRST_LINES},
    ).fetchall()
    return tuple(
        RejectedRows(rule, column, count, tuple(lines), Sentence(rule, da, en))
        for rule, column, count, lines, da, en in groups
    )


def _without_rows(file: FoundFile, outcome: Outcome, message: Sentence | None) -> Checked:
    return Checked(file.source, file.name, file.delivered_on, outcome, message)
