"""What the generator aims at: the printed figures and, where nothing is printed, targets.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from models.calendar import cut_dates
from models.codelists import code_list

from .timing import CASE_DATA_KNOWN_ON

DATES = tuple(row.cut_date for row in cut_dates(CASE_DATA_KNOWN_ON))
TYPES = ("preventive_measure", "home_based_placement", "parent_directed", "family_residential")
FIRST_PRINTED = 3  # the report's six data points begin with the fourth cut date
PARENTS_APART = 4  # from May 2016 parent-directed measures are registered for themselves


@dataclass(frozen=True)
class Targets:
    """The wanted state of one municipality; lists hold one number a cut date."""

    code: str
    name: str
    population: dict[int, int]
    placed: dict[str, list[int]]
    exits_to_other_form: list[int]
    exits_to_no_placement: list[int]
    home_based: dict[str, list[int]]
    placed_with_preventive_measure: list[int]
    up: list[int]
    none_share: list[float]
    section_11_3: list[int]
    began_11_3: list[int]
    examined: list[int]
    caseworkers: int


@cache
def municipality_targets() -> tuple[Targets, ...]:
    """The targets of Haderslev, Herning and Hvidovre.

    Source: Tables 6, 7, 11, 15 (the printed seed) and targets.yml for the rest.
    """
    return tuple(_targets(code, raw) for code, raw in read_yaml("targets.yml").items())


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """The content of one of this package's YAML files."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def published() -> dict[tuple[str, str, str, str], dict[str, str]]:
    """The printed table cells by (area code, key figure, breakdown, period)."""
    return {
        (row["area_code"], row["key_figure"], row["breakdown"], row["period"]): row
        for row in code_list("published_tables")
    }


def printed_number(code: str, key_figure: str, breakdown: str, period: str, column: str) -> float:
    """One number of a printed cell; KeyError when the report has no such cell."""
    return float(published()[code, key_figure, breakdown, period][column])


def _targets(code: str, raw: dict[str, Any]) -> Targets:
    registered = raw["placed_with_preventive_measure"]
    section = raw["section_11_3"]
    return Targets(
        code=code,
        name=raw["name"],
        population=raw["population"],
        placed={form: raw[form] for form in ("institution", "foster", "network")},
        exits_to_other_form=raw["exits_to_other_form"],
        exits_to_no_placement=raw["exits_to_no_placement"],
        home_based={kind: _type_counts(code, kind, raw["lead_2015"]) for kind in TYPES},
        placed_with_preventive_measure=[
            registered["before_may_2016" if number < PARENTS_APART else "after"]
            for number in range(len(DATES))
        ],
        up=[0] * FIRST_PRINTED + raw["movement"]["up"],
        none_share=[0.0] * FIRST_PRINTED + raw["movement"]["none_share"],
        section_11_3=section["in_force"],
        began_11_3=[0] * FIRST_PRINTED + section["began_within_six_months"],
        examined=_examined(code, section["examined_january_2016"]),
        caseworkers=raw["caseworkers"],
    )


def _type_counts(code: str, kind: str, lead: dict[str, list[int]]) -> list[int]:
    counts = list(lead.get(kind, [0] * FIRST_PRINTED))
    for day in DATES[FIRST_PRINTED:]:
        cell = published().get((code, "home_based_per_1000", kind, day.isoformat()))
        counts.append(int(cell["numerator"]) if cell else 0)
    return counts


def _examined(code: str, first: int) -> list[int]:
    counts = [0] * FIRST_PRINTED
    for day in DATES[FIRST_PRINTED:]:
        key = (code, "preventive_followed_by_examination", "total", day.isoformat())
        counts.append(int(published()[key]["numerator"]) if key in published() else first)
    return counts
