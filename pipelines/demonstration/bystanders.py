"""Persons that every definition must leave out: other target groups, adults, ended measures."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .persons import Register
from .rows import CaseData, Individual, Spell
from .spells import PLACES, PREVENTIVE_MEASURES
from .targets import DATES
from .timing import day_between

_HANDICAP, _UNACCOMPANIED, _ADULTS, _ENDED, _UNKNOWN, _BRIEF = 24, 14, 12, 30, 3, 10
_DAY = timedelta(days=1)


def bystanders(register: Register, rng: Random) -> CaseData:
    """Placements and measures of persons that no figure of the report may count."""
    placements: list[Spell] = []
    measures: list[Spell] = []
    for number in range(_HANDICAP):
        person = _person(register, rng, date(2000, 1, 1), date(2009, 12, 31))
        start = day_between(rng, date(2012, 1, 1), date(2016, 12, 31))
        form = rng.choice(("institution", "foster", "network"))
        placements.append(Spell(person, rng.choice(PLACES[form][0]), start, None, "handicap"))
        if number % 2:
            measures.append(Spell(person, "SEL-54", start, None, "handicap"))
        other = _person(register, rng, date(2001, 1, 1), date(2012, 12, 31))
        code = rng.choice((*PREVENTIVE_MEASURES[0], "SEL-11-3.1"))
        measures.append(Spell(other, code, max(start, other.born), None, "handicap"))
    for _ in range(_UNACCOMPANIED):
        person = _person(register, rng, date(1999, 1, 1), date(2003, 12, 31))
        start = day_between(rng, date(2015, 9, 1), date(2016, 6, 30))
        placements.append(Spell(person, rng.choice(("27", "6", "1")), start, None, "uledsaget"))
    for number in range(_ADULTS):
        person = _person(register, rng, date(1993, 1, 1), date(1996, 12, 31))
        start = day_between(rng, date(2012, 1, 1), DATES[0])
        end = day_between(rng, date(2015, 6, 1), date(2018, 6, 30)) if number % 3 else None
        if number % 2:
            placements.append(Spell(person, rng.choice(("21", "9", "6")), start, end))
        else:
            measures.append(Spell(person, "SEL-52-3.6", start, end))
    for number in range(_ENDED):
        person = _person(register, rng, date(1999, 1, 1), date(2006, 12, 31))
        start = day_between(rng, date(2010, 1, 1), date(2012, 12, 31))
        end = day_between(rng, start, date(2014, 7, 31))
        ended = Spell(person, "21" if number % 2 else "SEL-52-3.3", start, end)
        (placements if number % 2 else measures).append(ended)
    for _ in range(_UNKNOWN):
        person = _person(register, rng, date(2000, 1, 1), date(2010, 12, 31))
        placements.append(Spell(person, "99", day_between(rng, date(2014, 1, 1), DATES[4]), None))
    for number in range(_BRIEF):
        person = _person(register, rng, date(2000, 1, 1), date(2010, 12, 31))
        before, after = DATES[number % 8], DATES[number % 8 + 1]
        start = day_between(rng, before + _DAY, before + 40 * _DAY)
        measures.append(Spell(person, "SEL-52-3.2", start, day_between(rng, start, after - _DAY)))
    return CaseData(placements, measures)


def _person(register: Register, rng: Random, first: date, last: date) -> Individual:
    born = day_between(rng, first, last)
    return Individual(register.number(born), born)
