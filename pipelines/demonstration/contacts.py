"""Follow-ups of running measures, and notifications of concern: a plausible number of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .persons import Register
from .rows import CaseData, Individual
from .timing import CASE_DATA_KNOWN_ON, day_between, seeded

_FOLLOW_UPS_FROM = date(2015, 1, 1)
_FIRST_AFTER, _THEN_EVERY, _LATE = (10, 45), (30, 95), (0, 60)
_NOTIFIED, _WITHOUT_CASE = 0.5, 200


@dataclass(frozen=True)
class Contact:
    """A follow-up (with the measure it concerns) or a notification (without)."""

    person: Individual
    day: date
    code: str = ""


def follow_ups(code: str, cases: CaseData) -> list[Contact]:
    """Follow-ups after some weeks and then every one to three months, some of them late."""
    rng = seeded(code, "follow-ups")
    found: set[Contact] = set()
    measures = [spell for spell in cases.measures if spell.code != "SEL-50"]
    for spell in cases.placements + measures:
        last = min(spell.end or CASE_DATA_KNOWN_ON, CASE_DATA_KNOWN_ON)
        day = spell.start + timedelta(days=rng.randint(*_FIRST_AFTER))
        while day <= last:
            if day >= _FOLLOW_UPS_FROM:
                known = spell.code.startswith("SEL")
                found.add(Contact(spell.person, day, spell.code if known else ""))
            day += timedelta(
                days=rng.randint(*_THEN_EVERY) + rng.choice((0, 0, rng.randint(*_LATE)))
            )
    return sorted(found, key=lambda c: (c.day, c.person.cpr, c.code))


def notifications(code: str, cases: CaseData, register: Register) -> list[Contact]:
    """Notifications before half of the cases, and about children who got no measure."""
    rng = seeded(code, "notifications")
    first: dict[Individual, date] = {}
    for spell in cases.placements + cases.measures:
        first[spell.person] = min(spell.start, first.get(spell.person, spell.start))
    found: set[Contact] = set()
    for person, start in sorted(first.items(), key=lambda pair: pair[0].cpr):
        if start >= _FOLLOW_UPS_FROM and rng.random() < _NOTIFIED:
            day = max(person.born, start - timedelta(days=rng.randint(10, 200)))
            found.add(Contact(person, day))
    for _ in range(_WITHOUT_CASE):
        born = day_between(rng, date(2000, 1, 1), date(2014, 12, 31))
        day = day_between(rng, _FOLLOW_UPS_FROM, CASE_DATA_KNOWN_ON)
        found.add(Contact(Individual(register.number(born), born), day))
    return sorted(found, key=lambda c: (c.day, c.person.cpr))
