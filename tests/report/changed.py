"""A release of which some cells are others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipelines.report.marts import Marts, Row


def warned(marts: Marts, warning: str) -> Marts:
    """The same release, with a warning in all of its files."""
    other = Marts(marts.folder, marts.release)
    other.__dict__["facts"] = {"warning": warning, "warning_da": warning}
    return other


def changed(
    marts: Marts,
    key_figure: str,
    cells: dict[str, Any],
    where: Callable[[Row], bool] = lambda row: True,
) -> Marts:
    """The same release, with these fields of the key figure's rows replaced."""
    other = Marts(marts.folder, marts.release)
    other._read = {
        "key_figures": [
            row | cells if row["key_figure"] == key_figure and where(row) else row
            for row in marts.rows("key_figures")
        ]
    }
    return other
