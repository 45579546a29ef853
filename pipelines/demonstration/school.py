"""Who goes to school in the municipality: the same persons as in the case data, and the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from models.calendar import school_year_dates

from .persons import Register
from .rows import CaseData, Individual
from .targets import printed_number
from .timing import day_between, seeded

SCHOOL_YEARS = ("2014/15", "2015/16", "2016/17")
FIRST_GRADE, LAST_GRADE = 4, 9
_AGE_AT_GRADE_NONE = 6
_YOUNGER_PER_GRADE, _GUESTS, _OTHER_CASES = 40, 5, 12


@dataclass(frozen=True)
class SchoolYear:
    """The pupils of one municipality and school year.

    ``vulnerable`` and ``other`` are in grades 4-9; ``outside`` are younger pupils and those of
    grade 10, whom the figures leave out.
    """

    code: str
    year: str
    vulnerable: list[Individual]
    other: list[Individual]
    outside: list[Individual]

    def grade(self, pupil: Individual) -> int:
        """Grade of the pupil: grade 0 in the year of the sixth birthday."""
        return int(self.year[:4]) - _AGE_AT_GRADE_NONE - pupil.born.year

    def school(self, pupil: Individual, second: bool = False) -> str:
        """Institution number of the pupil's school, the same every year."""
        number = (int(pupil.cpr[-3:]) + pupil.born.day + (5 if second else 0)) % 12
        return f"{self.code}{number + 1:03d}"


def vulnerable_in(cases: CaseData, year: str) -> list[Individual]:
    """Persons with a target-group measure in force on a day of the school year, by number."""
    first, last = school_year_dates(year)
    found = {
        spell.person
        for spell in cases.placements + cases.measures
        if spell.group == "social"
        and spell.code not in ("99", "SEL-50")
        and spell.touches(first, last)
    }
    return sorted(found, key=lambda person: person.cpr)


def guests_of(cases: CaseData) -> list[Individual]:
    """A few who go to school in the neighbouring municipality, where they are not vulnerable."""
    born = range(2001, 2005)
    everywhere = [set(vulnerable_in(cases, year)) for year in SCHOOL_YEARS]
    common = sorted(set.intersection(*everywhere), key=lambda person: person.cpr)
    return [person for person in common if person.born.year in born][:_GUESTS]


class Enrolment:
    """Enrols pupils of one municipality for three school years, with the printed numbers."""

    def __init__(
        self, code: str, cases: CaseData, guests: list[Individual], register: Register
    ) -> None:
        """``guests`` are the neighbour's children; this municipality's own go elsewhere."""
        self._code, self._guests, self._register = code, guests, register
        self._rng: Random = seeded(code, "school")
        away = set(guests_of(cases))
        self._vulnerable = {
            year: [p for p in vulnerable_in(cases, year) if p not in away] for year in SCHOOL_YEARS
        }
        self._known = set(self._no_longer(cases, away))
        self._fresh: dict[int, list[Individual]] = {}

    def years(self) -> list[SchoolYear]:
        """The three school years; who was enrolled once stays where age allows."""
        chosen = {year: self._choose(year) for year in SCHOOL_YEARS}
        return [self._year(year, chosen[year]) for year in SCHOOL_YEARS]

    def _no_longer(self, cases: CaseData, away: set[Individual]) -> Iterable[Individual]:
        """Persons of other target groups, and with measures that ended: other pupils."""
        counted = {p for people in self._vulnerable.values() for p in people} | away
        rest = {s.person for s in cases.placements + cases.measures} - counted
        return sorted(rest, key=lambda person: person.cpr)[::2][:_OTHER_CASES]

    def _choose(self, year: str) -> list[Individual]:
        wanted = int(printed_number(self._code, "absence", "vulnerable", year, "denominator"))
        ready = [p for p in self._vulnerable[year] if self._in_grades(p, year)]
        self._rng.shuffle(ready)
        ready.sort(key=lambda person: person not in self._known)
        chosen = ready[:wanted]
        self._known.update(chosen)
        return chosen

    def _year(self, year: str, chosen: list[Individual]) -> SchoolYear:
        wanted = int(printed_number(self._code, "absence", "other", year, "denominator"))
        vulnerable = set(self._vulnerable[year])
        known = sorted(self._known - vulnerable, key=lambda person: person.cpr)
        other = [p for p in [*known, *self._guests] if self._in_grades(p, year)]
        born = _born(year, FIRST_GRADE, LAST_GRADE)
        share, rest = divmod(wanted - len(other), len(born))
        for place, birth_year in enumerate(born):
            other += self._new(birth_year, share + (place < rest))
        outside = [p for y in _born(year, 0, FIRST_GRADE - 1) for p in self._pupils_outside(y)]
        outside += self._pupils_outside(_born(year, LAST_GRADE + 1, LAST_GRADE + 1)[0])
        return SchoolYear(self._code, year, chosen, other, outside)

    def _pupils_outside(self, birth_year: int) -> list[Individual]:
        return self._new(birth_year, _YOUNGER_PER_GRADE)

    def _new(self, birth_year: int, amount: int) -> list[Individual]:
        """The first ``amount`` pupils of a birth year who have no case; made when needed."""
        people = self._fresh.setdefault(birth_year, [])
        while len(people) < amount:
            born = day_between(self._rng, date(birth_year, 1, 1), date(birth_year, 12, 31))
            people.append(Individual(self._register.number(born), born))
        return people[:amount]

    def _in_grades(self, person: Individual, year: str) -> bool:
        return person.born.year in _born(year, FIRST_GRADE, LAST_GRADE)


def _born(year: str, first_grade: int, last_grade: int) -> range:
    """The birth years of a span of grades, the oldest pupils first."""
    start = int(year[:4]) - _AGE_AT_GRADE_NONE
    return range(start - last_grade, start - first_grade + 1)
