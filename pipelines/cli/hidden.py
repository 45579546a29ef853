"""Numbers that a release hides, as people see them: which cells they are, and the legend.

In a release's files a hidden number is empty, and the row's status is ``suppressed``; so are cells
in which there never is a number. Only where a number would be, ``[c]`` is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.catalogue import load_catalogue
from pipelines.cli.formats import HIDDEN, Format, Rows, print_rows
from pipelines.cli.talk import say

SUPPRESSED = "suppressed"
_INTERVAL = {"ci_low", "ci_high"}
_COMPARED = {"published_value", "recomputed_value", "difference"}
LEGEND = (
    "[c]: hidden, because it tells of few persons or another hidden number could be worked out."
)


def print_released(
    rows: Rows, output: Format, title: str | None = None, without: str | None = None
) -> None:
    """Print rows of a release, with ``[c]`` and its legend in a table for people.

    The column ``without`` is needed to tell what is hidden, and not printed.
    """
    marked = _without(with_hidden(rows), without)
    print_rows(marked, output, title)
    if output is Format.TABLE and any(HIDDEN in row for row in marked.values):
        say(LEGEND)


def with_hidden(rows: Rows) -> Rows:
    """The rows with every hidden number marked as such, as far as their columns tell."""
    return Rows(
        rows.columns, [_marked(dict(zip(rows.columns, row, strict=True))) for row in rows.values]
    )


def _without(rows: Rows, column: str | None) -> Rows:
    kept = [place for place, name in enumerate(rows.columns) if name != column]
    return Rows(
        tuple(rows.columns[place] for place in kept),
        [[row[place] for place in kept] for row in rows.values],
    )


def _marked(row: dict[str, Any]) -> list[Any]:
    hidden = _hidden_columns(row)
    return [
        HIDDEN if value is None and column in hidden else value for column, value in row.items()
    ]


def _hidden_columns(row: Mapping[str, Any]) -> set[str]:
    """The columns of a row in which an empty cell is a hidden one."""
    parts = row.get("suppressed_parts")
    named = {part.strip() for part in parts.split(",")} if isinstance(parts, str) else set()
    if row.get("state") == SUPPRESSED:
        return named | _COMPARED
    if row.get("status") == SUPPRESSED:
        return named | _numbers_of(row.get("key_figure"), row.get("breakdown"))
    return named


def _numbers_of(key_figure: object, breakdown: object) -> set[str]:
    """The numbers that a key figure has; of one that the row does not name, its value."""
    figure = load_catalogue().get(str(key_figure))
    if figure is None or breakdown == "gap":
        return {"value"}
    numbers = {"value", "numerator"}
    if figure.kind == "ratio" and breakdown not in figure.amount_breakdowns:
        numbers |= {"denominator"}
    if figure.interval and breakdown not in figure.no_interval_for:
        numbers |= _INTERVAL
    return numbers
