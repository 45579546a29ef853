"""Amounts are Danish and exact; what could be read in two ways is not read."""

from decimal import Decimal

import pytest

from pipelines.deliveries.parse_numbers import parse_amount, parse_integer, parse_year
from pipelines.deliveries.sentences import ValueRejectedError
from tests.deliveries.parsed import value


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", "0"),
        ("1234", "1234"),
        ("1.234", "1234"),  # a point before three digits is a Danish thousand
        ("1234.5", "1234.5"),
        ("1234.567", "1234.567"),  # four digits before the point: no thousand
        ("0.125", "0.125"),  # no number of thousands begins with 0
        ("1.234,50", "1234.50"),
        ("1.234.567,89", "1234567.89"),
        ("12,5", "12.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234", "1234"),
        ("1.234-", "-1234"),
        ("-1.234", "-1234"),
        ("\u22121.234,5", "-1234.5"),  # the Unicode minus sign
        ("- 5", "-5"),
        ("-0", "0"),
        ("0,1", "0.1"),  # a float would hold 0.1000000000000000055
        ("0,000005", "0.00000"),  # beyond the fifth decimal: half to even
        ("0,000015", "0.00002"),
    ],
)
def test_amount(text: str, amount: str) -> None:
    assert value(parse_amount(text)) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "1,234.50",
        "1,23E+05",
        "1e5",
        "kr. 1.234",
        "12 %",
        "NaN",
        "inf",
        "-inf",
        "--5",
        "-5-",
        "1.23.456",
        "",
        "-",
        "1.234.50",
        "1 23",
        "1.234 567",
        ",5",
        "5,",
        "(5)",
        "٣",
        "1" * 14,
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueRejectedError) as rejected:
        parse_amount(text)
    assert rejected.value.rule == "not_an_amount"


@pytest.mark.parametrize(("text", "number"), [("5", 5), ("05", 5), ("5.0", 5), ("5,00", 5)])
def test_integer(text: str, number: int) -> None:
    assert value(parse_integer(text)) == number


@pytest.mark.parametrize("text", ["5,5", "4. klasse", "1e1", "9999999999"])
def test_what_is_no_integer(text: str) -> None:
    with pytest.raises(ValueRejectedError):
        parse_integer(text)


def test_a_year_has_four_digits() -> None:
    assert value(parse_year("2016.0")) == 2016
    with pytest.raises(ValueRejectedError):
        parse_year("16")
