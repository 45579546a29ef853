"""All numbers of a person: the one asked for, and those that it was exchanged for or came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.contract import Contract, load_contracts
from models.person import parse_cpr
from pipelines.deliveries.discover import FoundFile
from pipelines.deliveries.read import read_delivery
from pipelines.deliveries.sentences import DeliveryRefusedError


def all_numbers(numbers: Iterable[str], files: Iterable[FoundFile]) -> set[str]:
    """The numbers, and every other one that a delivery of changes names as the same person.

    Followed in both directions and over any number of changes. A file that cannot be read tells
    nothing here; whether it holds a person is looked at elsewhere.
    """
    same: dict[str, set[str]] = {}
    for file in files:
        for pair in _changes(file):
            for one in pair:
                same.setdefault(one, set()).update(pair)
    known, new = set(numbers), set(numbers)
    while new:
        new = {other for one in new for other in same.get(one, ())} - known
        known |= new
    return known


def _changes(file: FoundFile) -> Iterator[tuple[str, ...]]:
    contract = load_contracts().get(file.source)
    if contract is None or file.delivered_on is None or len(contract.numbers) < 2:
        return
    try:
        with file.open() as content:
            day = contract.on(file.delivered_on)
            yield from _pairs(read_delivery(content, file.ending, day).batches, day)
    except DeliveryRefusedError:
        return


def _pairs(batches: Iterator, contract: Contract) -> Iterator[tuple[str, ...]]:  # type: ignore[type-arg]
    names = [column.name for column in contract.numbers]
    for batch in batches:
        columns = [batch.columns[name].to_pylist() for name in names if name in batch.columns]
        for cells in zip(*columns, strict=True):
            persons = [parse_cpr(cell.strip().removesuffix(",0")) for cell in cells]
            if all(persons):
                yield tuple(person.digits for person in persons if person)
