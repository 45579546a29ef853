"""Codes are text: lost and added zeros are undone, unknown ones say what to use instead."""

import pytest

from models.contract import load_contract
from pipelines.deliveries import parse_codes as codes
from pipelines.deliveries.sentences import ValueRejectedError, shown
from tests.deliveries.parsed import value


@pytest.mark.parametrize("text", ["510", "0510", "510.0", "510,00"])
def test_municipality(text: str) -> None:
    assert value(codes.parse_municipality(text)) == "510"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("999", "unknown_municipality"),
        ("Herning", "unknown_municipality"),
        ("515", "retired_municipality"),
        ("000", "unknown_municipality"),
        ("", "unknown_municipality"),
    ],
)
def test_what_is_no_municipality(text: str, rule: str) -> None:
    with pytest.raises(ValueRejectedError) as rejected:
        codes.parse_municipality(text)
    assert rejected.value.rule == rule


def test_a_retired_municipality_names_its_successor() -> None:
    with pytest.raises(ValueRejectedError) as rejected:
        codes.parse_municipality("515")
    assert rejected.value.fields == {"value": " (515)", "successor": "510", "name": "Haderslev"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9", "9"),
        ("09", "9"),
        ("9.0", "9"),
        ("Netværksplejefamilie", "1"),
        ("Døgninstitution, almindelig afdeling", "9"),
    ],
)
def test_place_of_placement_by_code_or_label(text: str, code: str) -> None:
    assert value(codes.parse_placement_place(text)) == code


@pytest.mark.parametrize("text", ["5.28.20", "52820", "528.20", "52820.0", "528,2", "528.2"])
def test_account_function(text: str) -> None:
    assert value(codes.parse_account_function(text)) == "52820"


@pytest.mark.parametrize(("text", "code"), [("1", "001"), ("001", "001"), ("92.0", "092")])
def test_account_grouping(text: str, code: str) -> None:
    assert value(codes.parse_account_grouping(text)) == code


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (codes.parse_placement_place, "Institution"),
        (codes.parse_measure, "SEL-999"),
        (codes.parse_account_function, "5282"),
        (codes.parse_account_grouping, "0011x"),
        (codes.parse_boolean, "måske"),
    ],
)
def test_unknown_codes(parse, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueRejectedError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("j", True), ("JA", True), ("1", True), ("1.0", True), ("n", False), ("0", False)],
)
def test_boolean(text: str, expected: bool) -> None:
    assert value(codes.parse_boolean(text)) is expected


def test_the_contracts_own_codes_in_any_case() -> None:
    status = load_contract("regnskab").column("status")
    assert value(codes.parse_code("Forventet", status)) == "forventet"
    assert value(codes.parse_code("1.0", load_contract("regnskab").column("dranst"))) == "1"


@pytest.mark.parametrize("text", ["set af 610105-4001", "6101054001", "(610105 4001)"])
def test_free_text_holds_no_person(text: str) -> None:
    with pytest.raises(ValueRejectedError) as rejected:
        codes.parse_text(text)
    assert rejected.value.rule == "cpr_in_text"


def test_numbers_of_ten_digits_that_are_nobody() -> None:
    assert value(codes.parse_text("9999999999")) == "9999999999"


def test_only_bare_short_codes_are_ever_repeated_in_a_sentence() -> None:
    assert shown("999") == " (999)"
    assert shown("6101054001") == shown("Anna") == shown("610105") == ""
