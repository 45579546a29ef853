"""All deliveries of a home into its warehouse: the entry of the reader.

A file that cannot be trusted stops nobody else's; a wrong key, a broken correction or a full disk
stops the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from models.civil_numbers import without_civil_numbers
from models.contract import load_contracts
from pipelines.deliveries.accepted_shrinks import (
    read_accepted_shrinks,
    remember_accepted_shrink,
)
from pipelines.deliveries.accesses import record_load
from pipelines.deliveries.arriving import arriving
from pipelines.deliveries.discover import DeliveryFile, FoundFile, discover
from pipelines.deliveries.erasures import erased_bytes, refuse_unfinished
from pipelines.deliveries.examine import examine
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.in_force import settle
from pipelines.deliveries.ledger import create_tables
from pipelines.deliveries.load import load, record_refusal
from pipelines.deliveries.outcome import DeliveryOutcome
from pipelines.deliveries.pseudonym import Pseudonymiser, load_pseudonymiser
from pipelines.deliveries.read import read_delivery
from pipelines.deliveries.reference import write_reference
from pipelines.deliveries.sentences import DeliveryRefusedError, sentence
from pipelines.deliveries.shrinking import check_shrinking
from pipelines.deliveries.telling import teller
from pipelines.deliveries.warehouse import open_warehouse
from pipelines.home import Home
from pipelines.keys import KeyRefusedError
from pipelines.private_files import private_files


class StillGrowingError(Exception):
    """The file was written to while it was read: it waits for the next run."""


@dataclass(frozen=True)
class _Run:
    """What every delivery of one run is read with."""

    home: Home
    connection: duckdb.DuckDBPyConnection
    pseudonymiser: Pseudonymiser
    shrink_reason: str | None  # for any delivery of this run
    accepted_shrinks: Mapping[str, str]  # by delivery id
    erased: frozenset[str]  # hashes of files that are never taken in again


def load_deliveries(
    home: Home,
    as_of: date | None,
    progress: Callable[[DeliveryOutcome], None],
    accept_shrink: str | None = None,
    *,
    pseudonymiser: Pseudonymiser | None = None,
    accepted: Mapping[str, str] | None = None,
) -> list[DeliveryOutcome]:
    """Load what is new in ``home.raw`` and settle which delivery counts on ``as_of``.

    ``accept_shrink`` is the reason why scopes may lose more than half of their rows in this run,
    ``accepted`` the reasons of single deliveries by id; ``pseudonymiser`` is one with another key
    than the home's, for a warehouse of its own. Deliveries after ``as_of`` are loaded too but are
    not in force. Raises ``KeyRefusedError``, ``ErasureUnfinishedError`` or
    ``WarehouseOutdatedError`` before any delivery is read, ``CorrectionsRefusedError`` after all
    are. One outcome per file, oldest delivery first.
    """
    refuse_unfinished(home)
    with private_files(), open_warehouse(home) as connection:
        create_tables(connection)
        reason = without_civil_numbers(accept_shrink) if accept_shrink else None
        run = _Run(
            home=home,
            connection=connection,
            pseudonymiser=_fitting(connection, home, pseudonymiser),
            shrink_reason=reason,
            accepted_shrinks={**read_accepted_shrinks(home), **(accepted or {})},
            erased=erased_bytes(home),
        )
        files = discover(home.raw)
        _let_rest(files)
        outcomes: list[DeliveryOutcome] = []
        for file in files:
            outcome = _take_in(run, file)
            progress(outcome)
            outcomes.append(outcome)
        settle(connection, home, as_of)
        write_reference(connection)
        return outcomes


def loaded_before(
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


def _let_rest(files: list[FoundFile]) -> None:
    """Wait until the youngest file is at rest: what is still being written shows itself then."""
    seconds = max((file.seconds_to_wait() for file in files), default=0.0)
    if seconds:
        time.sleep(seconds)


def _take_in(run: _Run, file: FoundFile) -> DeliveryOutcome:
    identity = Identity.of_unreadable(file)
    try:
        if file.seconds_to_wait():
            raise StillGrowingError
        with file.open() as content:
            try:
                identity = Identity.of(file.source, content)
                if identity.sha256 in run.erased:
                    raise DeliveryRefusedError("erased_delivery")
                known = loaded_before(run.connection, file, identity)
                return known or _load_new(run, file, identity, content)
            except DeliveryRefusedError:
                # Half a file looks broken, and is not.
                if content.still_growing():
                    raise StillGrowingError from None
                raise
    except StillGrowingError:
        message = sentence("still_growing")
        return DeliveryOutcome(
            file.source, file.name, file.delivered_on, "waiting", message=message
        )
    except DeliveryRefusedError as refused:
        record_refusal(run.connection, file, identity, refused)
        return DeliveryOutcome(
            file.source, file.name, file.delivered_on, "refused", message=refused.sentence
        )


def _load_new(
    run: _Run, file: FoundFile, identity: Identity, content: DeliveryFile
) -> DeliveryOutcome:
    delivered_on = file.check_place_and_name(tuple(load_contracts()))
    contract = load_contracts()[file.source].on(delivered_on)
    reading = read_delivery(content, file.ending, contract)
    with arriving(run.connection, contract) as tables:
        examined = examine(
            tables, reading, contract, delivered_on, run.pseudonymiser, teller(file.name)
        )
        if content.still_growing():
            raise StillGrowingError
        shrink_reason = None
        try:
            check_shrinking(run.connection, file, examined.scopes)
        except DeliveryRefusedError:
            shrink_reason = run.accepted_shrinks.get(identity.delivery_id, run.shrink_reason)
            if shrink_reason is None:
                raise
            # Before it is loaded: without this line the warehouse could not be made again.
            remember_accepted_shrink(run.home, file, identity.delivery_id, shrink_reason)
        record_load(run.home, contract, identity.delivery_id, examined.lines_accepted)
        load(tables, file, identity, examined, shrink_reason)
    return DeliveryOutcome(
        source=file.source,
        file_name=file.name,
        delivered_on=delivered_on,
        outcome="loaded",
        lines_read=examined.lines_read,
        lines_accepted=examined.lines_accepted,
        lines_rejected=examined.lines_rejected,
        shrink_reason=shrink_reason,
    )


def _fitting(
    connection: duckdb.DuckDBPyConnection, home: Home, given: Pseudonymiser | None
) -> Pseudonymiser:
    """The pseudonymiser (the home's, unless one is given) whose key the warehouse was made with."""
    known = connection.execute("select key_check_value from raw.key_value").fetchall()
    pseudonymiser = given or load_pseudonymiser(home, may_create=not known)
    if not known:
        connection.execute("insert into raw.key_value values (?)", [pseudonymiser.check_value])
    elif known[0][0] != pseudonymiser.check_value:
        raise KeyRefusedError(
            "This is not the pseudonym key that the warehouse was made with. Restore that key, or "
            "remove warehouse.duckdb to make everything again from the deliveries."
        )
    return pseudonymiser
