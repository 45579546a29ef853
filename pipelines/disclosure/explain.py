"""Why a release hides a number, and how much it hides; for those who work in the home.

It reads the confidential table of reasons that was kept with the release
(``<home>/disclosure/<release>.parquet``), and never tells a hidden number. A reason is a secret
itself: that a cell is hidden to protect others says that it is no small one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

REASONS = {
    "rule": "by rule: few persons, or all of one kind",
    "earlier": "hidden in an earlier release",
    "protects": "to protect others: a hidden number could be worked out from it",
}


@dataclass(frozen=True)
class HiddenCell:
    """The hidden numbers of one cell that share a reason; ``fields`` joined by commas."""

    key_figure: str
    area_code: str
    area: str
    period: str
    breakdown: str
    fields: str
    reason: str

    @property
    def in_words(self) -> str:
        """The reason as a sentence for people."""
        return REASONS[self.reason]


@dataclass(frozen=True)
class HiddenShare:
    """How many cells of a key figure hide a number, in all and by the weightiest reason."""

    key_figure: str
    cells: int
    hidden: int
    hidden_pct: float
    by_rule: int
    earlier: int
    to_protect_others: int


_EXPLAIN = """
    select
        key_figure, area_code, area, period, breakdown,
        string_agg(field, ', ' order by list_position(
            ['numerator', 'denominator', 'value', 'ci_low', 'ci_high'], field)) as fields,
        reason
    from read_parquet($cells)
    where
        key_figure = coalesce($key_figure, key_figure)
        and area_code = coalesce($area_code, area_code)
        and period = coalesce($period, period)
        and breakdown = coalesce($breakdown, breakdown)
    group by all
    order by key_figure, area_code, period, breakdown, fields
"""
_SUMMARY = """
    with hidden as (
        select
            key_figure, area_type, area_code, period, breakdown,
            min(case reason when 'rule' then 1 when 'earlier' then 2 else 3 end) as weight
        from read_parquet($cells)
        group by all
    ),

    counted as (
        select key_figure, count(*) as cells
        from read_parquet($key_figures)
        group by key_figure
    )

    select
        counted.key_figure,
        counted.cells,
        count(hidden.weight) as hidden,
        100.0 * count(hidden.weight) / counted.cells as hidden_pct,
        count(*) filter (where hidden.weight = 1) as by_rule,
        count(*) filter (where hidden.weight = 2) as earlier,
        count(*) filter (where hidden.weight = 3) as to_protect_others
    from counted
    left join hidden on counted.key_figure = hidden.key_figure
    group by counted.key_figure, counted.cells
    order by counted.key_figure
"""


def explain(
    cells: Path,
    key_figure: str | None = None,
    area_code: str | None = None,
    period: str | None = None,
    breakdown: str | None = None,
) -> list[HiddenCell]:
    """Every hidden cell that fits what is asked for, with its reason; None asks for all."""
    asked = {
        "cells": str(cells),
        "key_figure": key_figure,
        "area_code": area_code,
        "period": period,
        "breakdown": breakdown,
    }
    found = _rows(_EXPLAIN, asked)
    return [HiddenCell(*row) for row in found]


def summary(cells: Path, key_figures: Path) -> list[HiddenShare]:
    """A line for every key figure of a release, also for one that hides nothing."""
    found = _rows(_SUMMARY, {"cells": str(cells), "key_figures": str(key_figures)})
    return [HiddenShare(*row) for row in found]


def _rows(query: str, parameters: dict[str, str | None]) -> list[tuple[Any, ...]]:
    with duckdb.connect(":memory:") as connection:
        return connection.execute(query, parameters).fetchall()
