"""All deliveries of a home into its warehouse: the entry of the reader.

A file that cannot be trusted stops nobody else's; a wrong key or a full disk stops the run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import duckdb

from models.contract import load_contracts
from pipelines.deliveries.discover import FoundFile, discover
from pipelines.deliveries.examine import examine
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.ledger import create_tables, refresh_deliveries_in_force
from pipelines.deliveries.load import load, record_refusal
from pipelines.deliveries.outcome import DeliveryOutcome
from pipelines.deliveries.pseudonym import KeyRefusedError, Pseudonymiser, load_pseudonymiser
from pipelines.deliveries.read import read_grid
from pipelines.deliveries.reference import write_reference
from pipelines.deliveries.sentences import DeliveryRefusedError, sentence
from pipelines.deliveries.shrinking import check_shrinking
from pipelines.deliveries.warehouse import open_warehouse, private_files
from pipelines.home import Home


@dataclass(frozen=True)
class _Run:
    """What every delivery of one run is read with."""

    connection: duckdb.DuckDBPyConnection
    pseudonymiser: Pseudonymiser
    accept_shrink: str | None


def load_deliveries(
    home: Home,
    as_of: date | None,
    progress: Callable[[str], None],
    accept_shrink: str | None = None,
) -> list[DeliveryOutcome]:
    """Load what is new in ``home.raw`` and settle which delivery counts on ``as_of``.

    ``accept_shrink`` is the name of a file whose fall in rows is meant. Deliveries after ``as_of``
    are loaded too but are not in force. Raises ``KeyRefusedError`` or ``WarehouseOutdatedError``
    before any delivery is read. One outcome per file, oldest delivery first.
    """
    with private_files(), open_warehouse(home) as connection:
        create_tables(connection)
        run = _Run(connection, _pseudonymiser(connection, home), accept_shrink)
        outcomes: list[DeliveryOutcome] = []
        for file in discover(home.raw):
            outcome = _take_in(run, file)
            progress(outcome.summary)
            outcomes.append(outcome)
        refresh_deliveries_in_force(connection, as_of)
        write_reference(connection)
        return outcomes


def _take_in(run: _Run, file: FoundFile) -> DeliveryOutcome:
    identity = Identity.of_unreadable(file)
    try:
        data = file.read_bytes()
        identity = Identity.of(file.source, data)
        known = _loaded_before(run.connection, file, identity)
        return known or _load_new(run, file, identity, data)
    except DeliveryRefusedError as refused:
        record_refusal(run.connection, file, identity, refused)
        return DeliveryOutcome(
            file.source, file.name, file.delivered_on, "refused", message=refused.sentence
        )


def _loaded_before(
    connection: duckdb.DuckDBPyConnection, file: FoundFile, identity: Identity
) -> DeliveryOutcome | None:
    """The outcome of bytes that the warehouse holds already, or None."""
    found = connection.execute(
        "select file_name, lines_read, lines_accepted, lines_rejected from raw.deliveries "
        "where delivery_id = $delivery_id and outcome = 'loaded'",
        {"delivery_id": identity.delivery_id},
    ).fetchall()
    if not found:
        return None
    name, read, accepted, rejected = found[0]
    is_same = name == file.name
    return DeliveryOutcome(
        source=file.source,
        file_name=file.name,
        delivered_on=file.delivered_on,
        outcome="unchanged" if is_same else "duplicate",
        lines_read=read,
        lines_accepted=accepted,
        lines_rejected=rejected,
        message=None if is_same else sentence("duplicate", other=name),
    )


def _load_new(run: _Run, file: FoundFile, identity: Identity, data: bytes) -> DeliveryOutcome:
    delivered_on = file.check_place_and_name(tuple(load_contracts()))
    contract = load_contracts()[file.source]
    grid = read_grid(data, file.ending, contract)
    examined = examine(grid, contract, delivered_on, run.pseudonymiser)
    if run.accept_shrink != file.name:
        check_shrinking(run.connection, file, examined.scopes)
    note = load(run.connection, file, identity, examined)
    return DeliveryOutcome(
        source=file.source,
        file_name=file.name,
        delivered_on=delivered_on,
        outcome="loaded",
        lines_read=examined.lines_read,
        lines_accepted=len(examined.accepted),
        lines_rejected=len(examined.rejected),
        message=note,
    )


def _pseudonymiser(connection: duckdb.DuckDBPyConnection, home: Home) -> Pseudonymiser:
    """The pseudonymiser whose key the warehouse was made with."""
    known = connection.execute("select key_check_value from raw.key_value").fetchall()
    pseudonymiser = load_pseudonymiser(home, may_create=not known)
    if not known:
        connection.execute("insert into raw.key_value values (?)", [pseudonymiser.check_value])
    elif known[0][0] != pseudonymiser.check_value:
        raise KeyRefusedError(
            "This is not the pseudonym key that the warehouse was made with. Restore that key, or "
            "remove warehouse.duckdb to make everything again from the deliveries."
        )
    return pseudonymiser
