"""One column of a batch to typed values: each distinct text is parsed once, whatever it repeats.

A municipality, a date or an answer occurs thousands of times in a delivery; the rows only carry the
position of their text among the distinct ones, and texts met in an earlier batch are remembered.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from models.contract import Column, ColumnType, Contract
from pipelines.deliveries import parse_codes, parse_dates, parse_numbers, parse_statbank
from pipelines.deliveries.arrow_types import ARROW_TYPES
from pipelines.deliveries.marked import check_marked
from pipelines.deliveries.noted import Noted, PlainValue, plain
from pipelines.deliveries.sentences import Sentence, ValueRejectedError, column_sentence

# Texts of one column that are remembered; beyond, as with amounts, remembering no longer pays.
_REMEMBERED = 200_000

PARSERS: dict[ColumnType, Callable[[str], PlainValue | Noted]] = {
    "municipality": parse_codes.parse_municipality,
    "area": parse_statbank.parse_area,
    "text": parse_codes.parse_text,
    "placement_place": parse_codes.parse_placement_place,
    "measure": parse_codes.parse_measure,
    "date": parse_dates.parse_date,
    "boolean": parse_codes.parse_boolean,
    "integer": parse_numbers.parse_integer,
    "amount": parse_numbers.parse_amount,
    "year": parse_numbers.parse_year,
    "school_year": parse_dates.parse_school_year,
    "account_function": parse_codes.parse_account_function,
    "account_grouping": parse_codes.parse_account_grouping,
    "statbank_age": parse_statbank.parse_age,
    "statbank_quarter": parse_statbank.parse_quarter,
    "statbank_count": parse_statbank.parse_count,
    "statbank_dimension": parse_statbank.parse_dimension,
    "wellbeing_answer": parse_numbers.parse_wellbeing_answer,
}


@dataclass(frozen=True)
class Cell:
    """What a text is read as: a value with the rules it was normalised by, or a problem."""

    value: PlainValue
    problem: Sentence | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedColumn:
    """A column's distinct values and, for each row, the position of its value among them.

    ``values`` are as long as the distinct texts, one Arrow array for each column that this one
    becomes in the raw table. ``problems`` says by position why a value breaks the contract;
    ``notes`` by which rules a value was normalised.
    """

    column: Column
    positions: NDArray[np.int32]
    values: tuple[pa.Array, ...]
    problems: dict[int, Sentence]
    notes: dict[str, NDArray[np.int64]]

    @classmethod
    def of_cells(
        cls, column: Column, positions: NDArray[np.int32], cells: Sequence[Cell]
    ) -> ParsedColumn:
        """A column of plain values, each parsed on its own."""
        ((_, duckdb_type),) = column.raw_columns
        noted: dict[str, list[int]] = {}
        for position, cell in enumerate(cells):
            for rule in cell.rules:
                noted.setdefault(rule, []).append(position)
        return cls(
            column=column,
            positions=positions,
            values=(pa.array([cell.value for cell in cells], ARROW_TYPES[duckdb_type]),),
            problems={i: cell.problem for i, cell in enumerate(cells) if cell.problem is not None},
            notes={rule: np.array(places, dtype=np.int64) for rule, places in noted.items()},
        )

    @property
    def is_bad(self) -> NDArray[np.bool_]:
        """For each row whether its value breaks the contract."""
        bad = np.zeros(len(self.values[0]), dtype=bool)
        bad[list(self.problems)] = True
        return bad[self.positions]

    def days(self, empty: int) -> NDArray[np.int32]:
        """Each row's date, or its person's date of birth, as days since 1970."""
        dates = next(array for array in self.values if pa.types.is_date32(array.type))
        of_value = dates.cast(pa.int32()).fill_null(empty).to_numpy(zero_copy_only=False)
        days: NDArray[np.int32] = of_value[self.positions]
        return days

    def rows_noted(self, stays: NDArray[np.bool_]) -> Counter[str]:
        """How many of the rows that stay were normalised, by rule."""
        if not self.notes:
            return Counter()
        rows = np.bincount(self.positions[stays], minlength=len(self.values[0]))
        return +Counter({rule: int(rows[places].sum()) for rule, places in self.notes.items()})


class ColumnReader:
    """Reads one column of a delivery, batch by batch."""

    def __init__(self, contract: Contract, column: Column) -> None:
        """Read by the contract's type of the column."""
        self._contract, self._column = contract, column
        self._known: dict[str, Cell] = {}
        self._parse: Callable[[str], PlainValue | Noted]
        if column.type == "code":
            self._parse = lambda text: parse_codes.parse_code(text, column)
        else:
            self._parse = PARSERS[column.type]

    def read(self, texts: pa.DictionaryArray) -> ParsedColumn:
        """The texts of a batch."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        cells = [self._cell(text) for text in texts.dictionary.to_pylist()]
        return ParsedColumn.of_cells(self._column, texts.indices.to_numpy(), cells)

    def absent(self, rows: int) -> ParsedColumn:
        """A batch of a file that does not have this optional column: everywhere its default."""
        nowhere = np.zeros(rows, dtype=np.int32)
        return ParsedColumn.of_cells(self._column, nowhere, [Cell(self._column.default)])

    def _cell(self, text: str) -> Cell:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._parsed(text)
        return known

    def _parsed(self, text: str) -> Cell:
        column = self._column
        try:
            check_marked(text)
            if column.type == "statbank_dimension":
                parse_statbank.check_dimensions(text)
            bare = unicodedata.normalize("NFC", text).strip()
            if not bare:
                return self._empty()
            parse_codes.check_error_cell(bare)
            value, rules = plain(self._parse(bare))
            if isinstance(value, date) and value.year == parse_dates.OPEN_END and column.nullable:
                value, rules = None, (*rules, "open_end")
            _check_range(column, value)
        except ValueRejectedError as rejected:
            wording = column_sentence(self._contract, column, rejected.rule, **rejected.fields)
            return Cell(None, wording)
        return Cell(value, None, rules if text == text.strip() else (*rules, "spaces_removed"))

    def _empty(self) -> Cell:
        column = self._column
        if column.default is not None:
            return Cell(column.default, None, ("default_used",))
        if not column.nullable:
            raise ValueRejectedError("missing_value")
        return Cell(None)


def _check_range(column: Column, value: PlainValue) -> None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return
    if column.minimum is not None and value < column.minimum and column.maximum is None:
        raise ValueRejectedError("below_minimum", minimum=column.minimum)
    low = column.minimum if column.minimum is not None else value
    high = column.maximum if column.maximum is not None else value
    if not low <= value <= high:
        raise ValueRejectedError("out_of_range", minimum=low, maximum=high)
