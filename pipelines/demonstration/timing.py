"""Days that the generator works with: when data were known, and random days between two days."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

CASE_DATA_KNOWN_ON = date(2017, 10, 31)
REGISTER_BEGINS = date(2010, 1, 1)


def seeded(*parts: str) -> Random:
    """A generator of its own for one topic, so that one topic's change leaves the others alone."""
    return Random("/".join(("noegletal", *parts)))  # noqa: S311 - invented data, not a secret


def day_between(rng: Random, first: date, last: date) -> date:
    """A random day from ``first`` to ``last``, both included; ``last`` when they cross."""
    return first + timedelta(days=rng.randint(0, (last - first).days)) if first < last else last


def years_later(day: date, years: int) -> date:
    """The same day ``years`` later (earlier when negative); 28 February for a leap day."""
    if (day.month, day.day) == (2, 29):
        day -= timedelta(days=1)
    return day.replace(year=day.year + years)
