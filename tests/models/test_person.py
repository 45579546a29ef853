"""Which ten digits are a person, and when the person was born."""

from datetime import date

import pytest

from models.person import parse_cpr


@pytest.mark.parametrize(
    ("text", "birth_date"),
    [
        ("6101050001", date(1905, 1, 1)),  # seventh digit 0-3: 1900s
        ("610105-3001", date(1905, 1, 1)),
        ("610105 4001", date(2005, 1, 1)),  # 4 and year up to 36: 2000s
        ("6101374001", date(1937, 1, 1)),  # 4 and year from 37: 1900s
        ("6101575001", date(2057, 1, 1)),  # 5-8 and year up to 57: 2000s
        ("6101588001", date(1858, 1, 1)),  # 5-8 and year from 58: 1800s
        ("6101369001", date(2036, 1, 1)),  # 9 as 4
        ("8902164001", date(2016, 2, 29)),  # a leap day
        ("9112994001", date(1999, 12, 31)),  # the last replacement day
    ],
)
def test_birth_date_follows_the_century_rule(text: str, birth_date: date) -> None:
    person = parse_cpr(text)
    assert person is not None
    assert person.birth_date == birth_date
    assert person.is_replacement


def test_a_zero_that_excel_ate_is_put_back() -> None:
    with_zero, without = parse_cpr("0101054001"), parse_cpr("101054001")
    assert with_zero == without
    assert with_zero is not None
    assert not with_zero.is_replacement


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0000000000",
        "3002054001",  # 30 February
        "8902154001",  # 29 February in a year without one
        "9201054001",  # day 32
        "010105400",  # padded: day 0 of month 10
        "01010540011",
        "abcdefghij",
        "610105--4001",
        "\u0661\u0660\u0661\u0661\u0660\u0661\u0664\u0660\u0660\u0661",  # digits, but not ours
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert parse_cpr(text) is None


def test_the_number_is_not_printed() -> None:
    person = parse_cpr("6101054001")
    assert "6101054001" not in repr(person)


def test_modulus_11_is_counted_and_never_a_reason_to_refuse() -> None:
    # 4*0 + 3*7 + 2*0 + 7*7 + 6*6 + 5*1 + 4*4 + 3*0 + 2*0 + 1*x = 127 + x; 11 * 12 = 132
    passing, failing = parse_cpr("0707614005"), parse_cpr("0707614006")
    assert passing is not None
    assert passing.passes_modulus_11
    assert failing is not None
    assert not failing.passes_modulus_11
