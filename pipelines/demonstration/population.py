"""Population by age and sex on the first day of a quarter, as StatBank's FOLK1A gives it."""

from __future__ import annotations

from dataclasses import dataclass

from .targets import Targets
from .timing import seeded

CHILD_AGES = 18
_ADULT_AGES = (18, 19, 20, 21, 22)
_CHILDREN_IN_ALL = 0.2


@dataclass(frozen=True)
class AgeCount:
    """Men and women of one age (``IALT`` = all ages) in one municipality and quarter."""

    code: str
    name: str
    age: str
    quarter: str
    men: int
    women: int


def age_counts(wanted: Targets, year: int) -> list[AgeCount]:
    """Counts of quarter 1, whose ages 0-17 sum to the wanted population, and of quarter 3."""
    rng = seeded(wanted.code, str(year), "population")
    children = wanted.population[year]
    weights = [1 + 0.012 * age + rng.uniform(-0.03, 0.03) for age in range(CHILD_AGES)]
    counts = [round(children * weight / sum(weights)) for weight in weights]
    counts[-1] += children - sum(counts)
    counts += [round(counts[-1] * rng.uniform(0.95, 1.05)) for _ in _ADULT_AGES]
    ages = [str(age) for age in range(len(counts))]
    rows = []
    for quarter, change in ((f"{year}K1", 0), (f"{year}K3", 3)):
        for age, number in zip(
            [*ages, "IALT"], [*counts, children / _CHILDREN_IN_ALL], strict=True
        ):
            total = round(number) + change
            men = round(total * 0.512)
            rows.append(AgeCount(wanted.code, wanted.name, age, quarter, men, total - men))
    return rows
