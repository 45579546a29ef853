"""The warehouse made anew from all deliveries beside the old one, and put in its place.

The one way to a warehouse without what should no longer be in it: DuckDB leaves the bytes of
deleted and updated rows in the file, a new file never had them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from pathlib import Path

import duckdb

from pipelines.deliveries.outcome import DeliveryOutcome
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.deliveries.run import load_deliveries
from pipelines.deliveries.warehouse import WarehouseUnreadableError, reading_warehouse
from pipelines.durable import put_in_place
from pipelines.home import Home
from pipelines.operations.fingerprint import forget

LOG = logging.getLogger("noegletal.rebuild")
NAME = ".rebuilding.duckdb"


class DeliveriesMissingError(Exception):
    """What the warehouse holds cannot all be loaded again; the message names the files."""


def rebuild(
    home: Home,
    *,
    pseudonymiser: Pseudonymiser | None = None,
    accepted: Mapping[str, str] | None = None,
    gone: Collection[str] = (),
) -> Home:
    """Load every delivery into a new warehouse; the caller holds the home's lock.

    ``pseudonymiser`` is one with another key, ``accepted`` says by delivery id why it may lose more
    than half of a scope's rows, ``gone`` are ids that are meant to be absent afterwards. The old
    warehouse stays as it is. ``DeliveriesMissingError`` when another loaded delivery would be lost.
    """
    beside = home.beside(NAME)
    discard(beside)
    try:
        outcomes = load_deliveries(
            beside, None, _tell, pseudonymiser=pseudonymiser, accepted=accepted
        )
        _check_complete(home, beside, outcomes, gone)
    except BaseException:
        discard(beside)
        raise
    return beside


def swap_in(home: Home, rebuilt: Home) -> None:
    """Put the new warehouse in the place of the old one, in one step; the next refresh is full."""
    forget(home)
    # Beside another file than its own a write-ahead log makes it unopenable.
    _log_beside(home.warehouse).unlink(missing_ok=True)
    put_in_place(rebuilt.warehouse, home.warehouse)


def discard(rebuilt: Home) -> None:
    """Remove a new warehouse that is not wanted, whole or half made."""
    rebuilt.warehouse.unlink(missing_ok=True)
    _log_beside(rebuilt.warehouse).unlink(missing_ok=True)


def _check_complete(
    home: Home, rebuilt: Home, outcomes: list[DeliveryOutcome], gone: Collection[str]
) -> None:
    before = _loaded(home) if home.warehouse.exists() else {}
    lost = sorted(before[each] for each in before.keys() - _loaded(rebuilt).keys() - set(gone))
    if not lost:
        return
    refused = {f"{o.source}/{o.file_name}": o.message for o in outcomes if o.outcome == "refused"}
    sentences = [
        f"  {name}: {why.en}"
        if (why := refused.get(name))
        else f"  {name}: the file is no longer in {home.raw}."
        for name in lost
    ]
    raise DeliveriesMissingError(
        "The warehouse cannot be made anew, because these deliveries were loaded and would be "
        "lost. Put their files back, or erase them by name (`noegletal erase --delivery ...`); "
        "nothing has changed.\n" + "\n".join(sentences)
    )


def _loaded(home: Home) -> dict[str, str]:
    """Source and file name of every loaded delivery by its id; none of a damaged warehouse."""
    try:
        with reading_warehouse(home, "rebuilding the warehouse") as connection:
            rows = connection.execute(
                "select delivery_id, source, file_name from raw.deliveries where outcome = 'loaded'"
            ).fetchall()
    except (WarehouseUnreadableError, duckdb.CatalogException):
        LOG.warning("%s cannot be read: what it held is not compared", home.warehouse)
        return {}
    return {delivery_id: f"{source}/{name}" for delivery_id, source, name in rows}


def _tell(outcome: DeliveryOutcome) -> None:
    LOG.log(logging.WARNING if outcome.needs_attention else logging.INFO, "%s", outcome.summary)


def _log_beside(warehouse: Path) -> Path:
    return warehouse.with_name(f"{warehouse.name}.wal")
