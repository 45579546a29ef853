"""Every printed cell and statement holds in the demo's files, counted without the pipeline."""

from __future__ import annotations

from functools import cache
from statistics import mean

import pytest

from models.codelists import code_list

from .case_figures import DATES, Figures, case_figures
from .other_figures import additional, caseload_figures, money, school_figures, survey_figures
from .reading import Deliveries

MULTIPLIER = {"per_1000": 1000, "pct": 100}
PRINTED_SUM = {"absence", "wellbeing_academic", "wellbeing_social", "caseload"}
MUNICIPALITIES = (("510", "Haderslev"), ("657", "Herning"), ("167", "Hvidovre"))


@cache
def _figures(deliveries: Deliveries, code: str, name: str) -> Figures:
    return (
        case_figures(deliveries, code, name)
        | school_figures(deliveries, code)
        | caseload_figures(deliveries, code)
        | survey_figures(deliveries, code)
    )


def _value(key: tuple[str, str, str, str], unit: str, figures: Figures) -> float:
    numerator, denominator = figures[key]
    factor = 1 if key[1] in PRINTED_SUM else MULTIPLIER.get(unit, 1)
    return factor * numerator / denominator


@pytest.mark.parametrize(("code", "name"), MUNICIPALITIES)
def test_cells(deliveries: Deliveries, code: str, name: str) -> None:
    figures = _figures(deliveries, code, name)
    wrong = []
    rows = [row for row in code_list("published_tables") if row["area_code"] == code]
    for row in rows:
        key = (code, row["key_figure"], row["breakdown"], row["period"])
        value = _value(key, row["unit"], figures)
        decimals = 2 if row["key_figure"] == "home_based_per_1000" else None
        whole = row["key_figure"] in ("preventive_followed_by_examination", "survey_response_rate")
        printed = round(value, decimals if decimals else 0 if whole else 1)
        pairs = [(printed, row["value"])]
        pairs += [(figures[key][0], row["numerator"]), (figures[key][1], row["denominator"])]
        wrong += [(key, got, want) for got, want in pairs if want and abs(got - float(want)) > 1e-9]
    assert rows
    assert not wrong


@pytest.mark.parametrize(("code", "name"), MUNICIPALITIES)
def test_statements(deliveries: Deliveries, code: str, name: str) -> None:
    figures, fixed = _figures(deliveries, code, name), money(deliveries, code)
    wrong = []
    rows = [row for row in code_list("published_text") if row["area_code"] == code]
    for row in rows:
        got = _statement(row, figures, fixed)
        want, tolerance = float(row["value"]), float(row["tolerance"])
        holds = {
            "=": abs(got - want) <= tolerance,
            "~": abs(got - want) <= tolerance,
            "<": got < want,
            "<=": got <= want + tolerance,
        }[row["relation"]]
        if not holds:
            wrong.append((row["key_figure"], row["breakdown"], row["period"], got, want))
    assert rows
    assert not wrong


def _statement(row: dict[str, str], figures: Figures, fixed: dict[tuple[str, int], float]) -> float:
    if row["key_figure"] == "additional_expenditure":
        return additional(fixed, row["breakdown"], int(row["period"]))
    if row["key_figure"] == "expenditure":
        years = range(int(row["period_from"]), int(row["period_to"]) + 1)
        return mean(fixed[row["breakdown"], year] for year in years)
    periods = [
        d.isoformat() for d in DATES if row["period_from"] <= d.isoformat() <= row["period_to"]
    ]
    keys = [(row["area_code"], row["key_figure"], row["breakdown"], p) for p in periods]
    if row["key_figure"] == "institution_exits":
        return sum(figures[key][0] for key in keys if key in figures)
    return max(_value(key, row["unit"], figures) for key in keys)
