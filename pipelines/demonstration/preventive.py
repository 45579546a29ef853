"""Section 11.3 measures and the examinations that follow some of them (Table 6, Figure 47)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from models.calendar import months_before

from .persons import Child, settle_birthday
from .targets import DATES, FIRST_PRINTED, Targets
from .timing import day_between

_CODES = (("SEL-11-3.1", "SEL-11-3.2", "SEL-11-3.3", "SEL-11-3.4"), (50, 25, 5, 20))
_IN_BOTH_WINDOWS = 0.3  # of the smaller cohort: the windows of six months overlap by two
_KNOWN_CHILD, _TWO_MEASURES, _EARLIER_EXAMINATION, _LATER_EXAMINATION = 0.12, 0.05, 0.04, 0.05
_NEXT_CUT_DATE = date(2018, 1, 31)
_DAY = timedelta(days=1)


@dataclass
class Course:
    """One child's section 11.3 measure and, where there was one, its examination."""

    child: Child
    codes: tuple[str, ...]
    start: date
    end: date | None = None
    examined: date | None = None


class SectionElevenThree:
    """Lets children begin and end, so that counts in force and the cohorts come out as wanted."""

    def __init__(self, children: list[Child], wanted: Targets, rng: Random) -> None:
        """Build on the children with other measures; new children are made as needed."""
        self._children, self._wanted, self._rng = children, wanted, rng
        self._taken: set[int] = set()
        self.courses: list[Course] = []

    def run(self) -> list[Course]:
        """All courses from before 2015 to the last cut date."""
        for _ in range(self._wanted.section_11_3[0]):
            self._begin(0, date(2014, 2, 1), date(2014, 12, 31))
        late = 0
        for number in range(1, len(DATES)):
            late = self._period(number, late)
        return self.courses

    def _period(self, number: int, late_before: int) -> int:
        """One period between two cut dates; returns how many began in its last two months."""
        began = self._wanted.began_11_3
        later = [count for count in began[number : number + 2] if count]
        late = round(_IN_BOTH_WINDOWS * min(later)) if later and number >= FIRST_PRINTED - 1 else 0
        running = [c for c in self.courses if c.end is None]
        if number >= FIRST_PRINTED:
            early = began[number] - late_before - late
        else:
            early = self._wanted.section_11_3[number] - len(running) - late + len(running) // 8
        following = DATES[number + 1] if number + 1 < len(DATES) else _NEXT_CUT_DATE
        border = months_before(following, 6)
        fresh = [
            self._begin(number, DATES[number - 1] + _DAY, border - timedelta(days=14))
            for _ in range(early)
        ]
        self._examine(number, fresh)
        for _ in range(late):
            self._begin(number, border + _DAY, DATES[number])
        self._end(number, running, fresh)
        return late

    def _begin(self, number: int, first: date, last: date) -> Course:
        start = day_between(self._rng, first, last)
        code = self._rng.choices(*_CODES)[0]
        more = self._rng.random() < _TWO_MEASURES and code != "SEL-11-3.4"
        course = Course(
            self._child(number, start), (code, "SEL-11-3.4") if more else (code,), start
        )
        self._taken.add(id(course.child))
        self.courses.append(course)
        return course

    def _child(self, number: int, start: date) -> Child:
        if number and self._rng.random() < _KNOWN_CHILD:
            for child in self._children:
                if self._has_stepped_down(child, number) and child.born and child.born < start:
                    return child
        child = Child(first=number)
        child.born = settle_birthday(child, self._rng)
        return child

    def _has_stepped_down(self, child: Child, number: int) -> bool:
        later = range(number - 1, len(DATES))
        return (
            id(child) not in self._taken
            and child.adult_at is None
            and child.first < number - 1
            and not any(child.form[n] or child.types[n] for n in later)
        )

    def _examine(self, number: int, fresh: list[Course]) -> None:
        """Some are examined before the cut date, a few before they began or after it."""
        wanted = self._wanted.examined[number]
        ready = list(fresh)
        self._rng.shuffle(ready)
        for course in ready[:wanted]:
            course.examined = day_between(self._rng, course.start + 5 * _DAY, DATES[number])
            self._becomes_a_case(course, number)
        for course in ready[wanted:]:
            chance = self._rng.random()
            if chance < _EARLIER_EXAMINATION:
                course.examined = max(course.child.born or course.start, course.start - 40 * _DAY)
            elif chance < _EARLIER_EXAMINATION + _LATER_EXAMINATION and number + 1 < len(DATES):
                course.examined = DATES[number] + timedelta(days=self._rng.randint(1, 90))

    def _becomes_a_case(self, course: Course, number: int) -> None:
        """Where a child enters the home-based measures next, let it be the examined one."""
        for child in self._children:
            new = child.first == number + 1 and id(child) not in self._taken
            if new and child.born and child.born < course.start:
                course.child = child
                self._taken.add(id(child))
                return

    def _end(self, number: int, running: list[Course], fresh: list[Course]) -> None:
        now = sum(1 for course in self.courses if course.end is None)
        surplus = now - self._wanted.section_11_3[number]
        brief = min(len(fresh), surplus // 3)
        self._rng.shuffle(running)
        leaving = fresh[:brief] + running[: surplus - brief]
        leaving += fresh[brief : brief + surplus - len(leaving)]
        for course in leaving:
            first = max(course.start, DATES[number - 1])
            course.end = day_between(self._rng, first, DATES[number] - _DAY)
