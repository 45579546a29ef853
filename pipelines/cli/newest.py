"""How the demonstration ends: each key figure's newest value, municipalities side by side."""

from __future__ import annotations

from typing import Any

from pipelines.cli.formats import HIDDEN, Format, Rows
from pipelines.cli.hidden import SUPPRESSED, print_released
from pipelines.cli.marts import Marts

_ROW = ("key_figure", "breakdown", "period", "unit")


def print_newest(marts: Marts) -> None:
    """Print one row per key figure and breakdown, one column per municipality."""
    print_released(_side_by_side(marts.read(_NEWEST)), Format.TABLE, "The newest key figures")


def _side_by_side(newest: Rows) -> Rows:
    areas = sorted({area for *_, area, _, _ in newest.values})
    values: dict[tuple[Any, ...], dict[str, Any]] = {}
    for *row, area, value, status in newest.values:
        is_hidden = value is None and status == SUPPRESSED
        values.setdefault(tuple(row), {})[area] = HIDDEN if is_hidden else value
    return Rows(
        (*_ROW, *areas),
        [[*row, *map(of_area.get, areas)] for row, of_area in values.items()],
    )


_NEWEST = """
    with newest as (
        select *
        from key_figures
        where key_figure not like 'survey_answer%' and area_type = 'municipality'
        qualify period_end = max(period_end) over (partition by key_figure)
    )
    select newest.key_figure, breakdown, period, newest.unit, area, value, status
    from newest
    inner join catalogue on newest.key_figure = catalogue.key_figure
    order by catalogue.sort_order, breakdown, period, area
"""
