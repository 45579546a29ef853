"""The deliveries that the current set knows of: when each came, what it speaks of, how it read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from pipelines.operations.findings.opened import opened
from pipelines.publication.unprotected import UnprotectedSet

_SCOPES = """
    select
        scopes.source, scopes.delivery_id, scopes.delivered_on, scopes.file_name, scopes.scope,
        scopes.area_code, scopes.period, scopes.rows_accepted, scopes.is_in_force
    from scopes
    inner join deliveries
        on scopes.delivery_id = deliveries.delivery_id
    where deliveries.outcome = 'loaded'
    order by
        scopes.source, scopes.delivered_on, scopes.file_name, scopes.delivery_id, scopes.scope
"""
_LINES = """
    select delivery_id, lines_read, lines_accepted
    from deliveries
    where outcome = 'loaded'
"""


@dataclass(frozen=True)
class Spoken:
    """One scope of a delivery; without an area it is about the whole country."""

    source: str
    delivery_id: str
    delivered_on: date
    file_name: str
    scope: str
    area_code: str | None
    period: str | None
    rows_accepted: int
    is_in_force: bool


@dataclass(frozen=True)
class Delivered:
    """One delivery that was loaded, with everything that it speaks of."""

    scopes: tuple[Spoken, ...]
    lines_read: int
    lines_accepted: int

    @property
    def source(self) -> str:
        """Which source it is of."""
        return self.scopes[0].source

    @property
    def delivered_on(self) -> date:
        """The day in its name."""
        return self.scopes[0].delivered_on

    @property
    def area_codes(self) -> frozenset[str]:
        """The municipalities that it speaks of."""
        return frozenset(scope.area_code for scope in self.scopes if scope.area_code)

    @property
    def periods(self) -> frozenset[str]:
        """The periods that it speaks of; none where a delivery is about all times."""
        return frozenset(scope.period for scope in self.scopes if scope.period)


@dataclass(frozen=True)
class Ledger:
    """What was loaded of every source, the oldest delivery first."""

    by_source: dict[str, tuple[Delivered, ...]]

    @classmethod
    def read(cls, current: UnprotectedSet) -> Ledger:
        """The ledger of a set; refused deliveries count for nothing here."""
        deliveries, scopes = current.mart("deliveries"), current.mart("delivery_scopes")
        with opened(deliveries=deliveries, scopes=scopes) as connection:
            spoken = connection.execute(_SCOPES).fetchall()
            lines = {
                delivery_id: counts
                for delivery_id, *counts in connection.execute(_LINES).fetchall()
            }
        delivered = list(_delivered([Spoken(*row) for row in spoken], lines))
        return cls({s: tuple(each) for s, each in groupby(delivered, key=attrgetter("source"))})


def _delivered(scopes: list[Spoken], lines: dict[str, list[int]]) -> Iterator[Delivered]:
    for delivery_id, spoken in groupby(scopes, key=attrgetter("delivery_id")):
        read, accepted = lines[delivery_id]
        yield Delivered(tuple(spoken), read or 0, accepted or 0)
