"""One column of a grid to typed values: each distinct text is parsed once, whatever it repeats.

A person's number, a municipality or an answer occurs thousands of times in a delivery; the rows
only carry a position among the distinct values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from models.contract import Column, ColumnType
from pipelines.deliveries import parse_codes, parse_dates, parse_numbers, parse_statbank
from pipelines.deliveries.pseudonym import Pseudonym
from pipelines.deliveries.sentences import Sentence, ValueRejectedError, sentence

Value = str | int | bool | date | Decimal | Pseudonym | None
Positions = NDArray[np.int64]

PARSERS: dict[ColumnType, Callable[[str], Value]] = {
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
class ParsedColumn:
    """A column's distinct values and, for each row, the position of its value among them.

    Equal values have one position, however they were written. ``problems`` says for each value why
    it breaks the contract, or None.
    """

    column: Column
    values: Sequence[Value]
    problems: Sequence[Sentence | None]
    positions: Positions

    @property
    def is_bad(self) -> NDArray[np.bool_]:
        """For each row whether its value breaks the contract."""
        bad = np.array([problem is not None for problem in self.problems], dtype=bool)
        return bad[self.positions]


def parse_column(
    column: Column, texts: pa.Array, parse_person: Callable[[str], Pseudonym]
) -> ParsedColumn:
    """Parse a column's texts by the column's type."""
    encoded = texts.dictionary_encode()
    parse = _parser(column, parse_person)
    places: dict[tuple[Value, Sentence | None], int] = {}
    of_text = [
        places.setdefault(_parsed(column, text, parse), len(places))
        for text in encoded.dictionary.to_pylist()
    ]
    return ParsedColumn(
        column=column,
        values=[value for value, _ in places],
        problems=[problem for _, problem in places],
        positions=np.array(of_text, dtype=np.int64)[encoded.indices.to_numpy()],
    )


def absent_column(column: Column, rows: int) -> ParsedColumn:
    """An optional column that the file does not have: everywhere its default."""
    return ParsedColumn(column, [column.default], [None], np.zeros(rows, dtype=np.int64))


def _parser(column: Column, parse_person: Callable[[str], Pseudonym]) -> Callable[[str], Value]:
    match column.type:
        case "cpr":
            return parse_person
        case "code":
            return lambda text: parse_codes.parse_code(text, column)
        case _:
            return PARSERS[column.type]


def _parsed(
    column: Column, text: str, parse: Callable[[str], Value]
) -> tuple[Value, Sentence | None]:
    try:
        if not text.strip():
            if column.default is None and not column.nullable:
                raise ValueRejectedError("missing_value")
            return column.default, None
        parse_codes.check_error_cell(text)
        value = parse(text)
        if isinstance(value, date) and value.year == parse_dates.OPEN_END and column.nullable:
            value = None
        _check_range(column, value)
    except ValueRejectedError as rejected:
        return None, sentence(rejected.rule, column=column.delivered_as, **rejected.fields)
    return value, None


def _check_range(column: Column, value: Value) -> None:
    if not isinstance(value, int | Decimal):
        return
    if column.minimum is not None and value < column.minimum and column.maximum is None:
        raise ValueRejectedError("below_minimum", minimum=column.minimum)
    low = column.minimum if column.minimum is not None else value
    high = column.maximum if column.maximum is not None else value
    if not low <= value <= high:
        raise ValueRejectedError("out_of_range", minimum=low, maximum=high)
