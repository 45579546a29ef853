"""The catalogue of key figures: one record each, read from ``catalogue.yml``.

A record says what a figure is called, its unit and what is divided by what. The query that counts
it is ``dbt_project/models/core/key_figures/kf_<id>.sql``; value, interval, status and notes are
added for all of them in ``key_figures.sql``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from models.contract import Label, Strict

CATALOGUE = Path(__file__).with_name("catalogue.yml")

Unit = Literal["per_1000", "pct", "index_1_5", "dkk_1000", "cases", "days", "count"]


class KeyFigure(Strict):
    """One key figure.

    A ``ratio`` is multiplier * numerator / denominator; an ``amount`` is its numerator. A few
    breakdowns of a ratio are amounts (the smallest and the largest caseload). ``gap`` adds the
    difference between the vulnerable and the other pupils. The Wilson interval suits shares of
    persons; ``no_interval_for`` names breakdowns that are none (a sum that counts children twice).
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
    needs: tuple[str, ...]
    report: str


@cache
def load_catalogue() -> dict[str, KeyFigure]:
    """All key figures by id, in the report's order."""
    records = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    return {record["id"]: KeyFigure.model_validate(record) for record in records}
