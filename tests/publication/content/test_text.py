"""CSV, for programs and for a Danish Excel: what is read back is what was there."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.publication.content.text import DANISH_EXCEL, ISO, Dialect, write_csv
from tests.publication.content.made import ODD_NUMBERS, ODD_TEXTS

both = pytest.mark.parametrize("dialect", [ISO, DANISH_EXCEL], ids=["iso", "excel"])


def bytes_of(table: pa.Table, dialect: Dialect, folder: Path) -> bytes:
    file = folder / "table.csv"
    write_csv(table, file, dialect)
    return file.read_bytes()


def read(table: pa.Table, dialect: Dialect, folder: Path) -> list[list[str]]:
    """The cells under the header, as RFC 4180 has them."""
    text = bytes_of(table, dialect, folder).decode(dialect.encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=True))


def unescaped(text: str) -> str:
    """As docs/data_access.md takes the apostrophe away."""
    return re.sub(r"^'('*[=+\-@\t\r])", r"\1", text)


def row(table: dict[str, Any]) -> pa.Table:
    return pa.table({name: pa.array([value]) for name, value in table.items()})


ONE_OF_EACH = row(
    {"text": "æ;ø", "number": 1234.5, "whole": 17.0, "count": 1234, "day": date(2017, 1, 31)}
)


def test_the_form_for_programs(tmp_path: Path) -> None:
    assert bytes_of(ONE_OF_EACH, ISO, tmp_path) == (
        "text,number,whole,count,day\næ;ø,1234.5,17.0,1234,2017-01-31\n".encode()
    )


def test_the_form_for_a_danish_excel(tmp_path: Path) -> None:
    assert bytes_of(ONE_OF_EACH, DANISH_EXCEL, tmp_path) == (
        b"\xef\xbb\xbf"
        + 'text;number;whole;count;day\r\n"æ;ø";1234,5;17;1234;31-01-2017\r\n'.encode()
    )


@both
def test_null_is_an_empty_cell_and_an_empty_text_is_quoted(
    dialect: Dialect, tmp_path: Path
) -> None:
    table = pa.table({"a": pa.array(["", None]), "b": pa.array([None, 1.5])})
    lines = bytes_of(table, dialect, tmp_path).decode(dialect.encoding).splitlines()
    assert lines[1] == '""' + dialect.delimiter
    assert lines[2] == f"{dialect.delimiter}1{dialect.decimal_mark}5"


@both
def test_odd_texts_come_back_and_no_cell_is_a_formula(dialect: Dialect, tmp_path: Path) -> None:
    _, *rows = read(pa.table({"text": ODD_TEXTS, "end": ["x"] * len(ODD_TEXTS)}), dialect, tmp_path)
    cells = [cell for cell, _ in rows]
    assert [unescaped(cell) for cell in cells] == ODD_TEXTS
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_column_named_like_a_formula_is_escaped_too(tmp_path: Path) -> None:
    assert read(row({"=1+1": 1.0}), ISO, tmp_path)[0] == ["'=1+1"]


@both
def test_negative_numbers_are_no_formulas(dialect: Dialect, tmp_path: Path) -> None:
    table = row({"a": -1.5, "b": -2})
    assert read(table, dialect, tmp_path)[1] == [f"-1{dialect.decimal_mark}5", "-2"]


@both
def test_odd_numbers_come_back_to_the_last_bit(dialect: Dialect, tmp_path: Path) -> None:
    table = pa.table({"number": ODD_NUMBERS, "end": ["x"] * len(ODD_NUMBERS)})
    _, *rows = read(table, dialect, tmp_path)
    assert all(not set(cell) & set("eE") for cell, _ in rows)
    numbers = [float(cell.replace(",", ".")).hex() if cell else None for cell, _ in rows]
    assert numbers == [None if each is None else each.hex() for each in ODD_NUMBERS]


@both
@settings(max_examples=200, deadline=None)
@given(
    texts=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1),
    number=st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_row_comes_back(
    dialect: Dialect, tmp_path_factory: pytest.TempPathFactory, texts: list[str], number: float
) -> None:
    table = row({f"c{index}": text for index, text in enumerate(texts)} | {"number": number})
    _, [*cells, digits] = read(table, dialect, tmp_path_factory.mktemp("row"))
    assert [unescaped(cell) for cell in cells] == texts
    assert float(digits.replace(",", ".")).hex() == number.hex()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_not_written(number: float, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no number that a release can print"):
        write_csv(row({"number": number}), tmp_path / "table.csv", ISO)
