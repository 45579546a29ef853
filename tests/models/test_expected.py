"""How often a source comes: said once, in the contract, and refused where it cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from models import contract as contracts
from models.contract import ContractRefusedError, load_contract, load_contracts
from models.expected import Awaited, Expected
from pipelines.documentation.source_page import source_page

OCCASION = {"da": "efter skoleåret", "en": "after the school year"}


def expected(**fields: Any) -> Expected:
    return Expected.model_validate(fields)


@pytest.mark.parametrize(
    ("fields", "da", "en"),
    [
        (
            {"every": "year", "due": {"12-31": "06-30"}},
            "Én gang om året. Ventes senest 30. juni.",
            "Once a year. Expected by 30 June.",
        ),
        (
            {"every": "year", "due": {"07-31": "10-31"}, "occasion": OCCASION},
            "Én gang om året, efter skoleåret. Ventes senest 31. oktober.",
            "Once a year, after the school year. Expected by 31 October.",
        ),
        (
            {"every": "half-year", "due": {"03-01": "04-15", "09-01": "10-15"}},
            "To gange om året: 1. marts og 1. september. Ventes senest 15. april og 15. oktober.",
            "Twice a year: 1 March and 1 September. Expected by 15 April and 15 October.",
        ),
        (
            {"every": "once", "occasion": {"da": "pr. undersøgelse", "en": "per survey"}},
            "Én gang pr. undersøgelse.",
            "Once per survey.",
        ),
        (
            {"every": "on demand", "occasion": OCCASION, "note": {"da": "kan udelades", "en": "x"}},
            "Efter skoleåret; kan udelades.",
            "After the school year; x.",
        ),
    ],
)
def test_in_words(fields: dict[str, Any], da: str, en: str) -> None:
    assert (expected(**fields).sentence.da, expected(**fields).sentence.en) == (da, en)


@pytest.mark.parametrize(
    ("reach", "period_end", "by"),
    [
        (date(2017, 1, 30), date(2017, 1, 31), date(2017, 3, 31)),
        (date(2017, 1, 31), date(2017, 9, 30), date(2018, 1, 15)),  # due in the year after
        (date(2017, 9, 30), date(2018, 1, 31), date(2018, 3, 31)),
    ],
)
def test_the_next_that_is_waited_for(reach: date, period_end: date, by: date) -> None:
    twice = expected(every="half-year", due={"01-31": "03-31", "09-30": "01-15"})
    assert twice.awaited_after(reach) == Awaited(period_end, by)


def test_what_comes_once_is_never_waited_for() -> None:
    assert expected(every="once").awaited_after(date(2009, 1, 1)) is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"every": "week"}, "every"),
        ({"every": "year", "due": {"31-12": "06-30"}}, "write month and day, as '01-31'"),
        ({"every": "year", "due": {"02-29": "06-30"}}, "'02-29' is no day of every year"),
        ({"every": "year"}, "every 'year' has 1 periods, and 0 are given"),
        ({"every": "year", "due": {"01-31": "03-31", "12-31": "06-30"}}, "and 2 are given"),
        ({"every": "half-year", "due": {"03-01": "04-15"}}, "has 2 periods, and 1 are given"),
        ({"every": "once", "due": {"12-31": "06-30"}}, "is never late; remove due"),
        ({"every": "on demand"}, "occasion: what comes 'on demand' has no other words"),
        ({"every": "year", "due": {"12-31": "06-30"}, "late_after": 3}, "late_after"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        expected(**fields)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("source", "change", "why"),
    [
        ("pl_indeks", {"expected": {"every": "year", "due": {"12-31": "06-30"}}}, "expected.per"),
        ("regnskab", {"expected": {"every": "once", "only": {"art": "x"}}}, "expected.only"),
        ("pl_indeks", {"frequency": {"da": "Tit.", "en": "Often."}}, "write `expected:`"),
    ],
)
def test_a_contract_is_refused_by_file_field_and_what_to_do(
    source: str, change: dict[str, Any], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = yaml.safe_load((contracts.CONTRACTS / f"{source}.yml").read_text("utf-8"))
    (tmp_path / f"{source}.yml").write_text(yaml.safe_dump(written | change), "utf-8")
    monkeypatch.setattr(contracts, "CONTRACTS", tmp_path)
    with pytest.raises(ContractRefusedError) as refused:
        load_contracts.__wrapped__()
    assert f"models/contracts/{source}.yml" in str(refused.value) and why in str(refused.value)


def test_every_source_says_how_often_it_comes_and_its_page_repeats_it() -> None:
    for contract in load_contracts().values():
        assert contract.expected is not None and contract.frequency is not None, contract.source
        page = source_page(contract)
        assert contract.frequency.da in page and contract.frequency.en in page
    assert load_contract("spoergeskema").expected == expected(
        every="once", occasion={"da": "pr. undersøgelse", "en": "per survey"}
    )
