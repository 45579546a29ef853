"""How the counts of persons hang together: the data of disclosure control.

From ``disclosure.yml``, and for the figures of other systems from ``systems/*.yml``. Which counts a
key figure prints is said in the catalogue. Nothing here computes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, model_validator

from models.catalogue import KeyFigure, Persons, load_catalogue, load_systems
from models.contract import Strict

DISCLOSURE = Path(__file__).with_name("disclosure.yml")

CutDate = Literal["same", "previous_cut_date", "year_before"]


class Count(Strict):
    """One count: who is counted, and what others know of it whatever is printed."""

    name: str
    wanted: float = Field(1.0, gt=0, description="Higher: shown rather than others")
    known: bool = False
    never_printed: bool = False
    sensitive: bool = Field(False, description="Of one that is never printed: few must not show")


class SumOf(Strict):
    """One count is the sum of others, for every area, period and detail.

    ``whole_on`` an earlier cut date: those who were counted then are its parts now.
    """

    whole: str
    whole_on: CutDate = "same"
    parts: tuple[str, ...] = Field(min_length=2)
    why: str


class AtMost(Strict):
    """One count never exceeds another, of the same or of an earlier cut date."""

    smaller: str
    larger: str
    larger_on: CutDate = "same"
    why: str


class AreaType(Strict):
    """One kind of area, and how much more its counts are wanted than a municipality's."""

    area_type: str
    wanted: float = Field(gt=0)


class Disclosure(Strict):
    """Everything that disclosure control knows of the key figures."""

    counts: tuple[Count, ...]
    sums: tuple[SumOf, ...]
    at_most: tuple[AtMost, ...]
    areas: tuple[AreaType, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Disclosure:
        known = {count.name for count in self.counts}
        if len(known) < len(self.counts):
            raise ValueError(f"{DISCLOSURE.name}: a count is there twice.")
        said = {name for each in self.sums for name in (each.whole, *each.parts)}
        said |= {name for each in self.at_most for name in (each.smaller, each.larger)}
        said |= {name for each in load_catalogue().values() for name in printed_counts(each)}
        if unknown := sorted(said - known):
            raise ValueError(f"{DISCLOSURE.name}: no count is called {', '.join(unknown)}.")
        return self

    def count(self, name: str) -> Count:
        """The record of a count; ``KeyError`` when there is none."""
        return {count.name: count for count in self.counts}[name]

    def area_wanted(self, area_type: str) -> float:
        """How much an area of this kind is wanted; 1 when nobody said."""
        return {area.area_type: area.wanted for area in self.areas}.get(area_type, 1.0)


def printed_counts(figure: KeyFigure) -> set[str]:
    """The names of all counts that a key figure prints or whose persons its values are of."""
    persons = figure.persons
    if not isinstance(persons, Persons):
        return set()
    by_part = (persons.numerators, persons.denominators)
    of_values = {name for part in persons.values_of for name in persons.counts_of_value(part)}
    return of_values | {name for names in by_part for name in names.values()}


@cache
def load_disclosure() -> Disclosure:
    """All counts and how they hang together."""
    data = yaml.safe_load(DISCLOSURE.read_text(encoding="utf-8"))
    for system in load_systems().values():
        for name in ("counts", "sums", "at_most"):
            data[name] += system.get(name, [])
    return Disclosure.model_validate(data)
