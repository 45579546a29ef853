"""Numbers as Danes write them in tables, plain numbers for programs, no formulas in CSV."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from pipelines.cli.formats import Format, Rows, danish_number, print_rows


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (1234.5, 2, "1.234,50"),
        (-0.001, 2, "0,00"),
        (-1234567.0, 0, "−1.234.567"),
        (1200, 2, "1.200"),
        (Decimal("7.125"), 2, "7,12"),
    ],
)
def test_danish_numbers(number: float, decimals: int, text: str) -> None:
    assert danish_number(number, decimals) == text


def test_a_table_has_danish_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(Rows(("area", "value"), [("Herning", 1.5), ("Hvidovre", None)]), Format.TABLE)
    assert "1,50" in capsys.readouterr().out


def test_json_has_plain_numbers_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(Rows(("day", "value"), [(date(2017, 9, 30), 1234.5)]), Format.JSON)
    assert json.loads(capsys.readouterr().out) == [{"day": "2017-09-30", "value": 1234.5}]


def test_csv_has_no_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(Rows(("text", "number"), [("=1+1", -1.5), ("ærø", None)]), Format.CSV)
    assert capsys.readouterr().out == "text,number\n'=1+1,-1.5\nærø,\n"
