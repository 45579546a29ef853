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
from pipelines.disclosure import intervals
from pipelines.disclosure.counts import SUPPRESSED, Place, PrintedCounts, Row
from pipelines.disclosure.intervals import Estimate
from pipelines.disclosure.notes import with_notes_as_printed
from pipelines.disclosure.policy import Policy
from pipelines.disclosure.printed import GAP
from pipelines.disclosure.problem import BoolArray
from pipelines.disclosure.rounding import MEAN_DECIMALS, rounded

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
    return with_notes_as_printed(_with(key_figures, "status", marked))


def _emptied(column: pa.ChunkedArray, hidden: BoolArray) -> pa.ChunkedArray:
    return pc.if_else(pa.array(hidden), pa.scalar(None, column.type), column)


def _with(table: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(name), column)


def _rounded(key_figures: pa.Table, counts: PrintedCounts, base: int) -> pa.Table:
    """Every number again, from rounded counts and rounded means only."""
    columns = {name: key_figures.column(name).to_pylist() for name in FIELDS}
    means: dict[tuple[str, Place, str], Estimate] = {}
    for row in counts.rows:
        if row.cell.is_of_persons:
            _round_row(row, columns, base, means)
    for row in counts.rows:
        if row.breakdown == GAP and row.value is not None:
            denominators = row.cell.value_of[:2]
            one, other = (means.get((row.key_figure, row.place, name)) for name in denominators)
            if one is not None and other is not None:
                _fill(row, columns, intervals.of_difference(one, other, MEAN_DECIMALS))
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
    means: dict[tuple[str, Place, str], Estimate],
) -> None:
    top, bottom = row.numerator, row.denominator
    if row.cell.denominator and bottom is not None:
        bottom = float(rounded(int(bottom), base))
    if row.cell.numerator and top is not None:
        top = float(rounded(int(top), base))
    value = row.value
    if row.is_amount and row.cell.numerator and value is not None:
        value = float(rounded(int(value), base))
    if row.cell.is_mean and row.cell.denominator and value is not None and bottom is not None:
        low, high = columns["ci_low"][row.number], columns["ci_high"][row.number]
        mean = intervals.of_mean(Estimate(value, low, high), MEAN_DECIMALS)
        means[row.key_figure, row.place, row.cell.denominator] = mean
        _fill(row, columns, mean)
        value, top = mean.value, mean.value * bottom
    elif row.cell.numerator and value is not None and top is not None and bottom:
        figure = load_catalogue()[row.key_figure]
        value = figure.multiplier * top / bottom
        share = Estimate(value)
        if columns["ci_low"][row.number] is not None:
            share = Estimate(value, *(intervals.of_counts(figure, top, bottom) or (None, None)))
            _fill(row, columns, share)
        if row.cell.denominator:
            means[row.key_figure, row.place, row.cell.denominator] = share
    columns["numerator"][row.number] = top
    columns["denominator"][row.number] = bottom
    columns["value"][row.number] = value


def _fill(row: Row, columns: dict[str, list[float | None]], estimate: Estimate) -> None:
    for name, number in zip(("value", "ci_low", "ci_high"), estimate, strict=True):
        columns[name][row.number] = number
