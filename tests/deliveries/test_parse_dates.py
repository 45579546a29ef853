"""Dates in four forms, the day always before the month; school years."""

from datetime import date

import pytest

from pipelines.deliveries.parse_dates import parse_date, parse_school_year
from pipelines.deliveries.sentences import ValueRejectedError
from tests.deliveries.parsed import value


@pytest.mark.parametrize(
    "text",
    [
        "2016-01-31",
        "31-01-2016",
        "31.01.2016",
        "31/01/2016",
        "31-1-2016",
        "2016-01-31 00:00:00",
        "2016-01-31T00:00:00.000",
    ],
)
def test_date(text: str) -> None:
    assert value(parse_date(text)) == date(2016, 1, 31)


def test_day_before_month() -> None:
    assert value(parse_date("01/02/2016")) == date(2016, 2, 1)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31-01-16", "two_digit_year"),
        ("1/2/16", "two_digit_year"),
        ("01/31/2016", "impossible_date"),  # American order
        ("31-02-2016", "impossible_date"),
        ("29-02-2015", "impossible_date"),
        ("0216-01-31", "impossible_date"),
        ("2016-1-31", "not_a_date"),
        ("31-01.2016", "not_a_date"),
        ("2016-01-31 12:00", "not_a_date"),
        ("42400", "not_a_date"),
        ("20160131", "not_a_date"),
    ],
)
def test_what_is_no_date(text: str, rule: str) -> None:
    with pytest.raises(ValueRejectedError) as rejected:
        parse_date(text)
    assert rejected.value.rule == rule


@pytest.mark.parametrize("text", ["2014/15", "2014/2015", "2014-15"])
def test_school_year(text: str) -> None:
    assert value(parse_school_year(text)) == "2014/15"


def test_the_school_year_over_the_century() -> None:
    assert value(parse_school_year("1999/00")) == "1999/00"


@pytest.mark.parametrize("text", ["2014/16", "14/15", "2014", "2014/2115"])
def test_what_is_no_school_year(text: str) -> None:
    with pytest.raises(ValueRejectedError):
        parse_school_year(text)
