"""Which deliveries are past the deadline of their contract, and their erasure.

Looked for among the files in ``raw/`` and in the ledger: a refused file holds persons too, and a
delivery whose file somebody removed is still in the warehouse. A deadline counts from the delivery
date; what has none (no contract, no date in the name) is told apart for somebody to decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.contract import load_contracts
from pipelines.deliveries.discover import FoundFile, discover
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home

_LEDGER = """
    select
        deliveries.delivery_id,
        deliveries.source,
        deliveries.file_name,
        deliveries.delivered_on,
        exists (
            from raw.deliveries_in_force as in_force
            where in_force.delivery_id = deliveries.delivery_id
        ) as is_in_force
    from raw.deliveries as deliveries
"""


@dataclass(frozen=True)
class Due:
    """A delivery that should be gone; ``deadline`` was the first day without it.

    ``is_in_force``: its rows count in the key figures now, so these change when it is erased.
    """

    delivery_id: str
    source: str
    file_name: str
    delivered_on: date
    deadline: date
    is_in_force: bool


@dataclass(frozen=True)
class Undated:
    """A file that no deadline can be told of; ``why`` says what to do about it."""

    place: str
    why: str


@dataclass(frozen=True)
class RetentionPlan:
    """What is to go on a day (oldest first), and what somebody has to look at."""

    on: date
    due: tuple[Due, ...]
    undated: tuple[Undated, ...]


@dataclass(frozen=True)
class _Known:
    source: str
    file_name: str
    delivered_on: date | None
    is_in_force: bool


def retention_plan(home: Home, on: date) -> RetentionPlan:
    """What is past its deadline on a day; nothing is changed, and no row is looked at.

    Raises what ``reading_warehouse`` raises, unless there is no warehouse yet.
    """
    known = _in_ledger(home) if home.warehouse.exists() else {}
    files = discover(home.raw)
    for file in files:
        if file.delivered_on is not None and _deadline(file.source, file.delivered_on) is not None:
            delivery_id = _id(file)
            # The same bytes under a later date are one delivery: it was given to us at the first.
            known.setdefault(delivery_id, _Known(file.source, file.name, file.delivered_on, False))
    due = (_due(delivery_id, delivery, on) for delivery_id, delivery in known.items())
    ordered = sorted(
        filter(None, due), key=lambda each: (each.deadline, each.source, each.file_name)
    )
    return RetentionPlan(on, tuple(ordered), tuple(_undated(files)))


def _in_ledger(home: Home) -> dict[str, _Known]:
    with reading_warehouse(home, "noegletal retention") as connection:
        rows = connection.execute(_LEDGER).fetchall()
    return {delivery_id: _Known(*rest) for delivery_id, *rest in rows}


def _due(delivery_id: str, delivery: _Known, on: date) -> Due | None:
    if delivery.delivered_on is None:
        return None
    deadline = _deadline(delivery.source, delivery.delivered_on)
    if deadline is None or on < deadline:
        return None
    return Due(
        delivery_id,
        delivery.source,
        delivery.file_name,
        delivery.delivered_on,
        deadline,
        delivery.is_in_force,
    )


def _deadline(source: str, delivered_on: date) -> date | None:
    """None for what has no personal data and may stay."""
    contract = load_contracts().get(source)
    if contract is None or contract.processing is None:
        return None
    return contract.processing.deadline(delivered_on)


def _id(file: FoundFile) -> str:
    try:
        with file.open() as opened:
            return Identity.of(file.source, opened).delivery_id
    except DeliveryRefusedError:
        return Identity.of_unreadable(file).delivery_id


def _undated(files: list[FoundFile]) -> Iterator[Undated]:
    contracts = load_contracts()
    for file in files:
        place = f"raw/{file.source}/{file.name}" if file.source else f"raw/{file.name}"
        contract = contracts.get(file.source)
        if contract is None:
            yield Undated(place, "no source: move it to its folder, or remove it")
        elif contract.processing is not None and file.delivered_on is None:
            yield Undated(place, "no date: begin its name with the delivery date, or remove it")
