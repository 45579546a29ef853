"""The catalogue of key figures: one record each, from ``catalogue.yml`` and ``systems/*.yml``.

A record says what a figure is called, its unit and what is divided by what. The query that counts
it is ``kf_<id>.sql`` in ``dbt_project/models/core/key_figures``; value, interval, status and notes
are added for all of them in ``key_figures.sql``, from what ``core_counts.sql`` has put together.

``catalogue.yml`` holds the figures of the evaluation of 2018; each file of ``systems`` holds those
of one other system that municipalities described, with its counts of persons (``disclosure.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from models.contract import Label, Strict

CATALOGUE = Path(__file__).with_name("catalogue.yml")
SYSTEMS = Path(__file__).with_name("systems")
EVALUATION = "evaluation_2018"

Unit = Literal["per_1000", "pct", "index_1_5", "dkk_1000", "dkk", "cases", "days", "years", "count"]


class Persons(Strict):
    """Which counts of persons a key figure prints; how they hang together: ``disclosure.yml``.

    A breakdown names a table (its ``detail``) and a part of it: as a rule it is all part; where it
    is ``whole``, it is all table; ``all_but_last`` cuts it at its last slash. ``numerators`` and
    ``denominators`` name the count of each part (``*``: of every other one); where no numerator
    is a count, the value is a mean of the denominator's persons. ``values_of`` says which counts a
    value goes with whose numerator and denominator are none. ``is_matrix``: the breakdowns are
    ``from/to``, and a row is shown whole or not at all.
    """

    detail: Literal["none", "whole", "all_but_last"] = "none"
    numerators: Mapping[str, str] = Field(default_factory=dict)
    denominators: Mapping[str, str] = Field(default_factory=dict)
    values_of: Mapping[str, str | tuple[str, ...]] = Field(default_factory=dict)
    ends_of_scale: tuple[float, float] | None = None
    cases_are_children: bool = False
    is_matrix: bool = False

    def counts_of_value(self, part: str) -> tuple[str, ...]:
        """The counts that the value of a part goes with, beside those of its own ratio."""
        named = self.values_of.get(part, ())
        return (named,) if isinstance(named, str) else named

    def split(self, breakdown: str) -> tuple[str, str]:
        """The detail and the part that a breakdown names."""
        if self.detail == "none":
            return "", breakdown
        if self.detail == "whole":
            return breakdown, "*"
        detail, _, part = breakdown.rpartition("/")
        return detail, part


class KeyFigure(Strict):
    """One key figure.

    A ``ratio`` is multiplier * numerator / denominator; an ``amount`` is its numerator. A few
    breakdowns of a ratio are amounts (the smallest and the largest caseload). ``gap`` adds the
    difference between the vulnerable and the other pupils. Of the intervals ``wilson`` suits shares
    of persons, ``byar`` rates of few among many, and ``t`` means whose query has the sum of
    squares; ``no_interval_for`` names breakdowns that are none (a sum that counts children twice).
    Without a word on ``persons`` nothing is released: nobody would know what to hide. ``report`` is
    where its source prints or asks for it; ``system`` the file that the record stands in.
    """

    id: str
    label: Label
    unit: Unit
    kind: Literal["ratio", "amount"] = "ratio"
    multiplier: float = 1.0
    breakdowns: tuple[str, ...]
    amount_breakdowns: tuple[str, ...] = ()
    gap: bool = False
    interval: Literal["wilson", "byar", "t"] | None = None
    no_interval_for: tuple[str, ...] = ()
    numerator: Label
    denominator: Label | None = None
    persons: Persons | Literal["none"] | None = None
    needs: tuple[str, ...]
    report: str
    system: str = EVALUATION

    def is_amount(self, breakdown: str) -> bool:
        """Whether the value of a breakdown is its numerator; it has neither part of a ratio."""
        return self.kind == "amount" or breakdown in self.amount_breakdowns

    def is_of_persons(self, breakdown: str) -> bool:
        """Whether its denominator counts persons, and is neither kroner, months nor workplaces."""
        # A ratio whose unit is a count is a pace: so many in a month.
        if not isinstance(self.persons, Persons) or self.unit == "count":
            return False
        _, part = self.persons.split(breakdown)
        return not {"*", part}.isdisjoint(self.persons.denominators)


@cache
def load_catalogue() -> dict[str, KeyFigure]:
    """All key figures by id, in the report's order, and after them those of the other systems."""
    records = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    for system, content in load_systems().items():
        records += [{**record, "system": system} for record in content.get("key_figures", ())]
    figures = {record["id"]: KeyFigure.model_validate(record) for record in records}
    if len(figures) < len(records):
        raise ValueError("A key figure is there twice; look for its id in models/.")
    return figures


@cache
def load_systems() -> dict[str, dict[str, Any]]:
    """What the files of ``systems`` hold, by name: key figures, and counts as in ``disclosure``."""
    files = sorted(SYSTEMS.glob("*.yml"))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
