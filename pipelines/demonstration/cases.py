"""All case data of one municipality: histories, section 11.3, examinations and bystanders."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .bystanders import bystanders
from .persons import Child, Register
from .preventive import Course, SectionElevenThree
from .rows import CaseData, Individual, Spell
from .spells import History
from .targets import Targets
from .timeline import simulate
from .timing import seeded

_EXAMINED_BEFORE_CASE = 0.8


def case_data(wanted: Targets, register: Register) -> CaseData:
    """Placements and measures that give the wanted figures of one municipality."""
    rng = seeded(wanted.code, "cases")
    children = simulate(wanted, rng)
    courses = SectionElevenThree(children, wanted, rng).run()
    others = bystanders(register, rng)
    placements, measures = list(others.placements), list(others.measures)
    people: dict[int, Individual] = {}
    for child in children:
        history = History(child, _individual(child, people, register), rng)
        placed, measured = list(history.placements()), list(history.measures())
        placements += placed
        measures += measured
    with_course = {id(course.child) for course in courses}
    measures += _first_examinations(children, people, with_course, placements + measures, rng)
    for course in courses:
        measures += _course_rows(course, _individual(course.child, people, register))
    return CaseData(_in_order(placements), _in_order(measures))


def _individual(child: Child, people: dict[int, Individual], register: Register) -> Individual:
    if id(child) not in people:
        born = child.born or date(2005, 1, 1)
        people[id(child)] = Individual(register.number(born), born)
    return people[id(child)]


def _first_examinations(
    children: list[Child],
    people: dict[int, Individual],
    with_course: set[int],
    spells: list[Spell],
    rng: Random,
) -> list[Spell]:
    """Most children are examined before their first measure (section 50 comes before 52)."""
    first: dict[str, date] = {}
    for spell in spells:
        first[spell.person.cpr] = min(spell.start, first.get(spell.person.cpr, spell.start))
    rows = []
    for child in children:
        person = people[id(child)]
        wanted = id(child) not in with_course and rng.random() < _EXAMINED_BEFORE_CASE
        if wanted and person.cpr in first:
            decided = first[person.cpr] - timedelta(days=rng.randint(5, 90))
            rows.append(Spell(person, "SEL-50", max(person.born, decided)))
    return rows


def _course_rows(course: Course, person: Individual) -> list[Spell]:
    rows = [Spell(person, code, course.start, course.end) for code in course.codes]
    if course.examined is not None:
        rows.append(Spell(person, "SEL-50", course.examined))
    return rows


def _in_order(spells: list[Spell]) -> list[Spell]:
    """By start, then person: as a case system exports. Equal keys are one row."""
    unique = {(s.person.cpr, s.code, s.start): s for s in spells}
    return sorted(unique.values(), key=lambda s: (s.start, s.person.cpr, s.code))
