"""The counts of persons that a table of key figures prints, each of them once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from models.catalogue import load_catalogue
from pipelines.disclosure.printed import Printed, printed
from pipelines.disclosure.problem import NO_BOUND, IntArray
from pipelines.disclosure.refusals import NotCoveredError

NOT_A_COUNT = -1
SUPPRESSED = "suppressed"


class Place(NamedTuple):
    """Where and when something is counted; ``detail`` names one of several tables of a figure."""

    area_type: str
    area_code: str
    period: str
    detail: str


class CountKey(NamedTuple):
    """One count of persons."""

    name: str
    place: Place

    @property
    def label(self) -> str:
        """The count in words, by which it is sorted and named in messages."""
        area_type, area_code, period, detail = self.place
        return f"{self.name}, {area_type} {area_code}, {period}" + (f", {detail}" if detail else "")


class Row(NamedTuple):
    """One row of key_figures, with the places of its counts among all counts."""

    number: int
    key_figure: str
    breakdown: str
    place: Place
    cell: Printed
    numerator: float | None
    denominator: float | None
    value: float | None
    is_suppressed: bool
    is_amount: bool


@dataclass(frozen=True)
class PrintedCounts:
    """All printed counts by key; None where the table hides one. ``upper``: public denominators.

    ``numerator_of`` and ``denominator_of`` have the count behind each row's field, and
    ``value_of`` further counts that its value goes with.
    """

    values: dict[CountKey, int | None]
    upper: dict[CountKey, int]
    rows: tuple[Row, ...]
    numerator_of: tuple[CountKey | None, ...]
    denominator_of: tuple[CountKey | None, ...]

    def value_of(self, row: Row) -> tuple[CountKey, ...]:
        """The counts that the value of a row goes with, beside its own fields'."""
        return tuple(CountKey(name, row.place) for name in row.cell.value_of)


def read_counts(key_figures: pa.Table) -> PrintedCounts:
    """Read all counts; a table that contradicts itself is refused.

    Raises:
        NotCoveredError: a key figure without a record, a count that is no whole number, or two
            rows that print the same count differently.
    """
    values: dict[CountKey, int | None] = {}
    upper: dict[CountKey, int] = {}
    rows = tuple(_rows(key_figures))
    numerator_of, denominator_of = [], []
    for row in rows:
        # An amount has no numerator: where it counts persons, its value is the count.
        top = row.value if row.is_amount else row.numerator
        numerator = _note(values, row, row.cell.numerator, top)
        denominator = _note(values, row, row.cell.denominator, row.denominator)
        if numerator and row.cell.is_public and row.cell.is_share and row.denominator is not None:
            upper[numerator] = int(row.denominator)
        numerator_of.append(numerator)
        denominator_of.append(denominator)
    return PrintedCounts(values, upper, rows, tuple(numerator_of), tuple(denominator_of))


def _note(
    values: dict[CountKey, int | None], row: Row, name: str | None, number: float | None
) -> CountKey | None:
    if name is None or (number is None and not row.is_suppressed):
        return None
    key = CountKey(name, row.place)
    if number is not None and (number < 0 or number != int(number)):
        raise NotCoveredError(
            f"Nothing is released: {key.label} should be a number of persons, and is none. Look "
            "at the figure's query in dbt_project/models/core/key_figures."
        )
    value = None if number is None else int(number)
    if values.setdefault(key, value) != value:
        raise NotCoveredError(
            f"Nothing is released: {key.label} is printed twice, and not as the same number; "
            "models/catalogue.yml takes two counts for one, or a query is wrong."
        )
    return key


def _rows(key_figures: pa.Table) -> Iterator[Row]:
    names = ("key_figure", "area_type", "area_code", "period", "breakdown")
    numbers = ("numerator", "denominator", "value", "status")
    columns = [key_figures.column(name).to_pylist() for name in (*names, *numbers)]
    for number, each in enumerate(zip(*columns, strict=True)):
        key_figure, area_type, area_code, period, breakdown, top, bottom, value, status = each
        cell = printed(key_figure, breakdown)
        place = Place(area_type, area_code, period, cell.detail)
        is_hidden = status == SUPPRESSED
        is_amount = load_catalogue()[key_figure].is_amount(breakdown)
        yield Row(
            number, key_figure, breakdown, place, cell, top, bottom, value, is_hidden, is_amount
        )


def positions(keys: tuple[CountKey | None, ...], index: dict[CountKey, int]) -> IntArray:
    """For each key its place in an index; ``NOT_A_COUNT`` where there is none."""
    found = (NOT_A_COUNT if key is None else index[key] for key in keys)
    return np.fromiter(found, dtype=np.int64, count=len(keys))


def upper_bounds(
    keys: tuple[CountKey, ...], values: IntArray, upper: dict[CountKey, int]
) -> IntArray:
    """The natural bound of each count, where one is public and the figures keep to it."""
    bounds = np.array([upper.get(key, NO_BOUND) for key in keys], dtype=np.int64)
    return np.where(bounds < values, NO_BOUND, bounds)
