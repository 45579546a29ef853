"""What a release prints: the figures with hidden numbers empty, and rounded where the policy says.

Everything that a hidden count could be computed from goes with it: the number itself, ratios,
their intervals, means with the sum they come from, and differences of means.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from models.catalogue import load_catalogue
from pipelines.disclosure.counts import SUPPRESSED, Place, PrintedCounts, Row
from pipelines.disclosure.policy import Policy
from pipelines.disclosure.printed import GAP
from pipelines.disclosure.problem import BoolArray
from pipelines.disclosure.rounding import MEAN_DECIMALS, rounded, wilson

FIELDS = ("numerator", "denominator", "value", "ci_low", "ci_high")


@dataclass(frozen=True)
class HiddenFields:
    """For each row which of its fields are hidden; the interval goes with the value."""

    numerator: BoolArray
    denominator: BoolArray
    value: BoolArray

    def of(self, name: str) -> BoolArray:
        """Which rows hide this field."""
        return {"numerator": self.numerator, "denominator": self.denominator}.get(name, self.value)


def print_figures(
    key_figures: pa.Table, hidden: HiddenFields, counts: PrintedCounts, policy: Policy
) -> pa.Table:
    """The table as released: same rows, same columns, hidden numbers empty and marked so."""
    if policy.rounding:
        key_figures = _rounded(key_figures, counts, policy.rounding)
    is_suppressed = np.zeros(key_figures.num_rows, dtype=np.bool_)
    for name in FIELDS:
        column = key_figures.column(name)
        is_suppressed |= hidden.of(name) & np.asarray(pc.is_valid(column))
        key_figures = _with(key_figures, name, _emptied(column, hidden.of(name)))
    has_interval = pc.is_valid(key_figures.column("ci_low"))
    method = key_figures.column("ci_method")
    key_figures = _with(
        key_figures, "ci_method", pc.if_else(has_interval, method, pa.scalar(None, method.type))
    )
    status = key_figures.column("status")
    marked = pc.if_else(pa.array(is_suppressed), pa.scalar(SUPPRESSED, status.type), status)
    return _with(key_figures, "status", marked)


def _emptied(column: pa.ChunkedArray, hidden: BoolArray) -> pa.ChunkedArray:
    return pc.if_else(pa.array(hidden), pa.scalar(None, column.type), column)


def _with(table: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(name), column)


def _rounded(key_figures: pa.Table, counts: PrintedCounts, base: int) -> pa.Table:
    """Every number again, from rounded counts and rounded means only."""
    columns = {name: key_figures.column(name).to_pylist() for name in FIELDS}
    means: dict[tuple[str, Place, str], float] = {}
    for row in counts.rows:
        if row.cell.is_of_persons:
            _round_row(row, columns, base, means)
    for row in counts.rows:
        if row.breakdown == GAP and row.value is not None:
            both = [means.get((row.key_figure, row.place, name)) for name in row.cell.value_of]
            if both[0] is not None and both[1] is not None:
                columns["value"][row.number] = round(both[0] - both[1], MEAN_DECIMALS)
    for name in FIELDS:
        field = key_figures.schema.field(name)
        key_figures = _with(
            key_figures, name, pa.chunked_array([pa.array(columns[name], field.type)])
        )
    return key_figures


def _round_row(
    row: Row,
    columns: dict[str, list[float | None]],
    base: int,
    means: dict[tuple[str, Place, str], float],
) -> None:
    top, bottom = row.numerator, row.denominator
    if row.cell.denominator and bottom is not None:
        bottom = float(rounded(int(bottom), base))
    if row.cell.numerator and top is not None:
        top = float(rounded(int(top), base))
    value = row.value
    if row.cell.is_mean and row.cell.denominator and value is not None and bottom is not None:
        value = round(value, MEAN_DECIMALS)
        means[row.key_figure, row.place, row.cell.denominator] = value
        top = value * bottom
    elif row.cell.numerator and value is not None and top is not None and bottom:
        multiplier = load_catalogue()[row.key_figure].multiplier
        value = multiplier * top / bottom
        _round_interval(row.number, columns, top, bottom, multiplier)
    columns["numerator"][row.number] = top
    columns["denominator"][row.number] = bottom
    columns["value"][row.number] = value


def _round_interval(
    number: int, columns: dict[str, list[float | None]], top: float, bottom: float, factor: float
) -> None:
    if columns["ci_low"][number] is not None:
        low, high = wilson(top, bottom) or (None, None)
        columns["ci_low"][number] = None if low is None else factor * low
        columns["ci_high"][number] = None if high is None else factor * high
