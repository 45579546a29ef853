"""What is late: the next delivery that a contract lets us expect, and has not come by its day.

Whoever has delivered a source once is expected to go on (``expected`` in the contract); what has
never come is expected of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from models.calendar import school_year_dates
from models.column import Label
from models.contract import Contract, load_contracts
from models.days import in_words
from models.expected import Awaited
from pipelines.operations.findings.capped import capped
from pipelines.operations.findings.finding import Finding
from pipelines.operations.findings.ledger import Delivered, Ledger, Spoken
from pipelines.operations.findings.names import source_of, subject

# Who counts a few days before the day has counted for that day and not for the one before.
_COUNTED_EARLY = timedelta(days=31)
_SCHOOL_YEAR = re.compile(r"\d{4}/\d{2}")


@dataclass(frozen=True)
class Next:
    """The next delivery of a source, from one municipality where each is waited for.

    ``reach`` is the day up to which all that is waited for has come.
    """

    source: str
    area_code: str | None
    reach: date
    awaited: Awaited

    def days_late(self, on: date) -> int:
        """How many days ago it should have been there; 0 when there is time yet."""
        return max(0, (on - self.awaited.by).days)


def next_deliveries(ledger: Ledger) -> list[Next]:
    """One for each source and sender that is waited for, in order."""
    found = []
    for contract in load_contracts().values():
        for area_code, reach in sorted(_reaches(contract, ledger), key=str):
            awaited = contract.expected.awaited_after(reach) if contract.expected else None
            if awaited is not None:
                found.append(Next(contract.source, area_code, reach, awaited))
    return found


def late(ledger: Ledger, on: date) -> Iterator[Finding]:
    """A finding for each sender that is late; one for all of them when nobody has delivered."""
    for source, each in groupby(next_deliveries(ledger), key=attrgetter("source")):
        senders = list(each)
        overdue = [sender for sender in senders if sender.days_late(on)]
        if len(overdue) == len(senders) > 1 and len({each.awaited for each in overdue}) == 1:
            yield _nobody(overdue, on)
        else:
            overdue.sort(key=lambda sender: (sender.awaited.by, sender.area_code or ""))
            yield from capped([_late(sender, on) for sender in overdue], "late", source, _MORE)


def _reaches(contract: Contract, ledger: Ledger) -> Iterable[tuple[str | None, date]]:
    """Up to which day everything is there, by municipality or for the country."""
    expected = contract.expected
    if expected is None or not expected.due:
        return []
    is_of_each = expected.per == "municipality"
    reaches: dict[str | None, date] = {}
    for delivered in ledger.by_source.get(contract.source, ()):
        for scope in delivered.scopes:
            sender = scope.area_code if is_of_each else None
            if _settles(contract, scope):
                reaches[sender] = max(reaches.get(sender, date.min), _reach(scope, delivered))
    return reaches.items()


def _settles(contract: Contract, scope: Spoken) -> bool:
    """Whether it is what is waited for, and not the expected accounts of the year."""
    parts = dict(zip(contract.scope, scope.scope.split("|"), strict=False))
    only = contract.expected.only if contract.expected else {}
    return all(parts.get(column) == value for column, value in only.items())


def _reach(scope: Spoken, delivered: Delivered) -> date:
    """A delivery knows what was up to its day, and of its period only."""
    if scope.period is None:
        return delivered.delivered_on
    return min(delivered.delivered_on, _last_day(scope.period))


def _last_day(period: str) -> date:
    if _SCHOOL_YEAR.fullmatch(period):
        return school_year_dates(period)[1]
    if len(period) == len("2017"):
        return date(int(period), 12, 31)
    return date.fromisoformat(period) + _COUNTED_EARLY


def _late(sender: Next, on: date) -> Finding:
    name, by = source_of(sender.source, sender.area_code), in_words(sender.awaited.by)
    days = sender.days_late(on)
    return Finding(
        "late",
        subject(sender.source, sender.area_code),
        Label(
            da=f"{name.da}: ventet senest {by.da}, {days} {'dag' if days == 1 else 'dage'} "
            "forsinket.",
            en=f"{name.en}: expected by {by.en}, {days} {'day' if days == 1 else 'days'} late.",
        ),
    )


def _nobody(senders: Sequence[Next], on: date) -> Finding:
    source, count = senders[0].source, len(senders)
    late_one, name = _late(senders[0], on).sentence, source_of(source)
    da, en = (text.partition(": ")[2] for text in (late_one.da, late_one.en))
    return Finding(
        "late",
        source,
        Label(
            da=f"{name.da}: ingen af de {count} kommuner har leveret; {da}",
            en=f"{name.en}: none of the {count} municipalities has delivered; {en}",
        ),
    )


_MORE = Label(da="er forsinket", en="are late")
