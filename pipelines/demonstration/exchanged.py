"""Children whose number was exchanged: what they were called before, and the delivery that says so.

Every system keeps the number that a row was made with, as real ones do. The figures come out right
only if the rows of both numbers are taken for one child's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from .persons import Register
from .rows import CaseData, Individual, Spell
from .targets import Targets
from .timing import CASE_DATA_KNOWN_ON
from .writing import csv_file

_HEADER = ("kommune", "cpr_tidligere", "cpr_nu", "dato", "aarsag")
# Of these municipalities so many children; no earlier delivery of theirs is without the changes.
_CHILDREN = {"657": 3, "167": 2}
_DAY, _DAY_OF_A_SECOND = date(2016, 11, 15), date(2017, 2, 1)


@dataclass(frozen=True)
class Exchange:
    """One number given up for another on ``day``."""

    former: Individual
    now: Individual
    day: date
    reason: str = ""


def exchanges(code: str, cases: CaseData, register: Register) -> list[Exchange]:
    """A few children with help begun on either side of the day, one with two changes in a row."""
    starts: dict[Individual, set[bool]] = {}
    for spell in cases.placements + cases.measures:
        if spell.group == "social":
            starts.setdefault(spell.person, set()).add(spell.start < _DAY)
    people = sorted((p for p, sides in starts.items() if len(sides) == 2), key=lambda p: p.cpr)
    found: list[Exchange] = []
    for number, person in enumerate(people[: _CHILDREN.get(code, 0)]):
        # Of the first child the date of birth was wrong, and its number was mended in two steps.
        born = person.born - timedelta(days=1) if number == 0 else person.born
        former = Individual(register.number(born), born)
        reason = "rettelse" if number == 0 else "erstatning"
        if number == 0:
            between = Individual(register.number(person.born), person.born)
            found.append(Exchange(between, person, _DAY_OF_A_SECOND))
            person = between
        found.append(Exchange(former, person, _DAY, reason))
    return found


def cases_as_registered(cases: CaseData, exchanged: Iterable[Exchange]) -> CaseData:
    """Placements and measures under the number that the child had when each of them began."""
    known = list(exchanged)

    def registered(spell: Spell) -> Spell:
        person = number_on(spell.start, spell.person, known)
        return Spell(person, spell.code, spell.start, spell.end, spell.group)

    return CaseData(
        [registered(spell) for spell in cases.placements],
        [registered(spell) for spell in cases.measures],
    )


def number_on(day: date, person: Individual, exchanged: Iterable[Exchange]) -> Individual:
    """The person by the number that it had on a day."""
    for exchange in sorted(exchanged, key=lambda e: e.day, reverse=True):
        if exchange.now == person and day < exchange.day:
            person = exchange.former
    return person


def write_exchanges(raw: Path, wanted: Targets, exchanged: Iterable[Exchange]) -> None:
    """The delivery of one municipality; none when it has no child of another number."""
    rows = [
        (wanted.code, e.former.cpr, e.now.cpr, e.day.isoformat(), e.reason)
        for e in sorted(exchanged, key=lambda e: (e.day, e.former.cpr))
    ]
    if rows:
        slug = f"{CASE_DATA_KNOWN_ON}_{wanted.name.lower()}.csv"
        csv_file(raw / "cpr_aendringer" / slug, _HEADER, rows)
