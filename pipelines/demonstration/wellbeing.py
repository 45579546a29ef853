"""Answers to the national wellbeing survey (Tables 8-9, 12-13, 16-17)."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from math import exp
from random import Random

from models.codelists import code_list

from .rows import Individual
from .school import SchoolYear
from .targets import printed_number
from .timing import seeded

QUESTIONS = 40
_SPREAD_OF_PUPILS, _SPREAD_OF_ANSWERS, _ROUNDING = 0.45, 0.85, 0.03
_SKIPPED_ONE, _SKIPPED_ALMOST_ALL = 0.12, 0.004
Answers = list[int]


@cache
def items(index: str) -> tuple[int, ...]:
    """Positions (0-39) of the items of one index: ``academic`` or ``social``."""
    rows = code_list("wellbeing_items")
    return tuple(int(row["item"][2:]) - 1 for row in rows if row["index"] == index)


def wellbeing_rows(pupils: SchoolYear) -> list[tuple[Individual, Answers]]:
    """Pupils and their 40 answers (0 = not answered), means and numbers as printed."""
    rng = seeded(pupils.code, pupils.year, "wellbeing")
    rows = _group(pupils, "vulnerable", pupils.vulnerable, rng)
    rows += _group(pupils, "other", pupils.other, rng)
    rows += [(pupil, _answers({}, rng)) for pupil in pupils.outside[::9]]
    rows.sort(key=lambda row: (pupils.school(row[0]), row[0].cpr))
    return rows


def _group(
    pupils: SchoolYear, group: str, members: list[Individual], rng: Random
) -> list[tuple[Individual, Answers]]:
    cell = (pupils.code, f"wellbeing_{{}}/{group}/{pupils.year}")
    wanted = {index: _printed(cell, index, "denominator") for index in ("academic", "social")}
    most = int(max(wanted.values()))
    silent = min(len(members) - most, round(most * _SKIPPED_ALMOST_ALL) + 1)
    answering = rng.sample(members, most + silent)
    levels = {i: _printed(cell, i, "value") + rng.uniform(-_ROUNDING, _ROUNDING) for i in wanted}
    rows = []
    for number, pupil in enumerate(answering):
        answers = _answers(levels, rng)
        for index, count in wanted.items():
            if number >= count:
                _leave_out(answers, items(index), rng)
            elif rng.random() < _SKIPPED_ONE:
                answers[rng.choice(items(index))] = 0
        rows.append((pupil, answers))
    for index, count in wanted.items():
        _steer([answers for _, answers in rows[: int(count)]], items(index), levels[index], rng)
    return rows


def _printed(cell: tuple[str, str], index: str, column: str) -> float:
    key_figure, breakdown, period = cell[1].format(index).split("/", 2)
    return printed_number(cell[0], key_figure, breakdown, period, column)


def _answers(levels: dict[str, float], rng: Random) -> Answers:
    """One pupil's answers: around the group's level, and around the pupil's own."""
    own = rng.gauss(0, _SPREAD_OF_PUPILS)
    answers = rng.choices(
        (1, 2, 3, 4, 5), cum_weights=_weights(round(4 * (3.8 + own))), k=QUESTIONS
    )
    for index, level in levels.items():
        places = items(index)
        weights = _weights(round(4 * (level + own)))
        drawn = rng.choices((1, 2, 3, 4, 5), cum_weights=weights, k=len(places))
        for place, answer in zip(places, drawn, strict=True):
            answers[place] = answer
    return answers


@cache
def _weights(level: int) -> list[float]:
    """Cumulated weights of the answers 1-5 around a level given in quarters."""
    distance = 2 * _SPREAD_OF_ANSWERS**2
    return list(accumulate(exp(-((answer - level / 4) ** 2) / distance) for answer in range(1, 6)))


def _leave_out(answers: Answers, places: tuple[int, ...], rng: Random) -> None:
    """Leave so many items unanswered that less than half of the index remains."""
    for place in rng.sample(places, len(places) // 2 + 1):
        answers[place] = 0


def _steer(rows: list[Answers], places: tuple[int, ...], level: float, rng: Random) -> None:
    """Change single answers by one until the mean of the pupils' indices is the wanted level."""
    answered = [sum(1 for place in places if row[place]) for row in rows]
    total = sum(
        sum(row[place] for place in places) / count
        for row, count in zip(rows, answered, strict=True)
    )
    missing = level * len(rows) - total
    while abs(missing) > 1 / len(places):
        number, place = rng.randrange(len(rows)), rng.choice(places)
        step = 1 if missing > 0 else -1
        if rows[number][place] and 1 <= rows[number][place] + step <= 5:
            rows[number][place] += step
            missing -= step / answered[number]
