"""The numbers of the checks, which the web interface draws as curves from night to night.

Days, shares and counts of municipalities; no count of persons is among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from models.contract import load_contracts
from pipelines.operations.findings.facts import Facts
from pipelines.operations.findings.finding import CHECKS, Kind
from pipelines.operations.findings.vanished import vanished_from

Numbers = dict[str, int | float]
# Source or key figure, and the name of its check.
Check = tuple[str, str]


def numbers_of(facts: Facts, on: date) -> dict[Check, Numbers]:
    """The numbers of every check that has any, passed or not."""
    of_kind: dict[Kind, Iterator[tuple[str, Numbers]]] = {
        "late": _late(facts, on),
        "vanished": _vanished(facts),
        "accepted_share": _shares(facts),
        "unusual_change": _changes(facts),
    }
    return {
        (what, CHECKS[kind]): numbers for kind, each in of_kind.items() for what, numbers in each
    }


def _late(facts: Facts, on: date) -> Iterator[tuple[str, Numbers]]:
    for source, each in groupby(facts.next_deliveries, key=attrgetter("source")):
        days = [sender.days_late(on) for sender in each]
        yield source, {"days_late": max(days), "senders_late": sum(day > 0 for day in days)}


def _vanished(facts: Facts) -> Iterator[tuple[str, Numbers]]:
    for source, delivered in facts.ledger.by_source.items():
        if load_contracts()[source].scope_municipality is not None:
            gone = vanished_from(source, delivered)
            yield source, {"municipalities_vanished": len(gone)}


def _shares(facts: Facts) -> Iterator[tuple[str, Numbers]]:
    shares = sorted(facts.accepted_shares, key=lambda each: each.newest.source)
    for source, each in groupby(shares, key=lambda each: each.newest.source):
        yield source, {"lowest_share_accepted": round(min(sender.share for sender in each), 4)}


def _changes(facts: Facts) -> Iterator[tuple[str, Numbers]]:
    for key_figure, each in groupby(facts.changes, key=attrgetter("key_figure")):
        changes = list(each)
        yield (
            key_figure,
            {
                "changes_judged": len(changes),
                "changes_unusual": sum(change.is_unusual for change in changes),
                "largest_change_of_limit": round(max(change.of_limit for change in changes), 2),
            },
        )
