"""The confidential table of reasons: for every hidden number of a release, why it is hidden."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.disclosure.protect import Reason
from pipelines.disclosure.rendering import FIELDS, HiddenFields

_CELL = ("key_figure", "area_type", "area_code", "area", "period", "breakdown")
# Of several reasons the first is told.
_ORDER = (Reason.RULE, Reason.EARLIER, Reason.PROTECTS)


def first(reasons: Sequence[Reason | None]) -> Reason | None:
    """The weightiest of some reasons; None when there is none."""
    return next((reason for reason in _ORDER if reason in reasons), None)


def cells_table(
    key_figures: pa.Table, hidden: HiddenFields, reasons: dict[str, list[Reason | None]]
) -> pa.Table:
    """A row per hidden number: its cell, the ``field``, and the ``reason``; never the number.

    ``reasons`` has those of each row by field, where ``value`` stands for the interval, too.
    """
    tables = []
    for name in FIELDS:
        is_there = np.asarray(pc.is_valid(key_figures.column(name)))
        rows = np.flatnonzero(hidden.of(name) & is_there)
        of_field = reasons.get(name, reasons["value"])
        cells = key_figures.select(_CELL).take(pa.array(rows))
        cells = cells.append_column("field", pa.array([name] * len(rows), pa.string()))
        texts = [str(of_field[row]) for row in rows.tolist()]
        tables.append(cells.append_column("reason", pa.array(texts, pa.string())))
    return pa.concat_tables(tables)
