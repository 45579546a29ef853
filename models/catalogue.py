"""The catalogue of key figures: one record each, read from ``catalogue.yml``.

A record says what a figure is called, its unit and what is divided by what. The query that counts
it is ``dbt_project/models/core/key_figures/kf_<id>.sql``; value, interval, status and notes are
added for all of them in ``key_figures.sql``, from what ``core_counts.sql`` has put together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from models.contract import Label, Strict

CATALOGUE = Path(__file__).with_name("catalogue.yml")

Unit = Literal["per_1000", "pct", "index_1_5", "dkk_1000", "cases", "days", "count"]


class Persons(Strict):
    """Which counts of persons a key figure prints; how they hang together: ``disclosure.yml``.

    A breakdown names a table (its ``detail``) and a part of it: as a rule it is all part; where it
    is ``whole``, it is all table; ``all_but_last`` cuts it at its last slash. ``numerators`` and
    ``denominators`` name the count of each part (``*``: of every other one); where no numerator
    is a count, the value is a mean of the denominator's persons. ``values_of`` says whose count a
    value without numerator and denominator goes with.
    """

    detail: Literal["none", "whole", "all_but_last"] = "none"
    numerators: Mapping[str, str] = Field(default_factory=dict)
    denominators: Mapping[str, str] = Field(default_factory=dict)
    values_of: Mapping[str, str] = Field(default_factory=dict)
    ends_of_scale: tuple[float, float] | None = None
    cases_are_children: bool = False

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
    difference between the vulnerable and the other pupils. The Wilson interval suits shares of
    persons; ``no_interval_for`` names breakdowns that are none (a sum that counts children twice).
    Without a word on ``persons`` nothing is released: nobody would know what to hide.
    """

    id: str
    label: Label
    unit: Unit
    kind: Literal["ratio", "amount"] = "ratio"
    multiplier: float = 1.0
    breakdowns: tuple[str, ...]
    amount_breakdowns: tuple[str, ...] = ()
    gap: bool = False
    interval: Literal["wilson"] | None = None
    no_interval_for: tuple[str, ...] = ()
    numerator: Label
    denominator: Label | None = None
    persons: Persons | Literal["none"] | None = None
    needs: tuple[str, ...]
    report: str


@cache
def load_catalogue() -> dict[str, KeyFigure]:
    """All key figures by id, in the report's order."""
    records = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return {record["id"]: KeyFigure.model_validate(record) for record in records}
